/* SPDX-License-Identifier: MIT */
/*
 * How extents go one at a time.
 * where: TREE_RM_ONE
 * try: TREE_RM_ONE(region, dev)
 * try: (TREE_RM_ONE(region, dev), 0)
 * try: TREE_RM_ONE(dev)
 * try: (TREE_RM_ONE(dev), 0)
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
