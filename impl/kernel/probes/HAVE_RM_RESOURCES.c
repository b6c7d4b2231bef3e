/* SPDX-License-Identifier: MIT */
/* Extents go a group at a time. */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

int probe(struct dax_region *region, struct device **devices);
int probe(struct dax_region *region, struct device **devices)
{
	return dax_region_rm_resources(region, devices, 1);
}
