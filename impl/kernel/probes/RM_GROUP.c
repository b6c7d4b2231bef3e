/* SPDX-License-Identifier: MIT */
/*
 * How extents go a group at a time.
 * where: dax_region_rm_resources
 * try: dax_region_rm_resources(region, devices, nr)
 * try: (dax_region_rm_resources(region, devices, nr), 0)
 * try: dax_region_rm_resources(region, nr, devices)
 * try: (dax_region_rm_resources(region, nr, devices), 0)
 */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

int probe(struct dax_region *region, void *devices, unsigned int nr);
int probe(struct dax_region *region, void *devices, unsigned int nr)
{
	return RM_GROUP;
}
