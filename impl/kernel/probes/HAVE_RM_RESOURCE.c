/* SPDX-License-Identifier: MIT */
/* Extents go one at a time, and one in use says so. */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

int probe(struct dax_region *region, struct device *dev);
int probe(struct dax_region *region, struct device *dev)
{
	return dax_region_rm_resource(region, dev);
}
