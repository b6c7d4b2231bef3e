/* SPDX-License-Identifier: MIT */
/*
 * How extents go one at a time.
 * where: dax_region_rm_resource
 * try: dax_region_rm_resource(region, dev)
 * try: (dax_region_rm_resource(region, dev), 0)
 * try: dax_region_rm_resource(dev)
 * try: (dax_region_rm_resource(dev), 0)
 */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

int probe(struct dax_region *region, struct device *dev);
int probe(struct dax_region *region, struct device *dev)
{
	(void)region;
	return RM_ONE;
}
