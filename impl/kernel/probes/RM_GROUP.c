/* SPDX-License-Identifier: MIT */
/*
 * How extents go a group at a time.
 * where: TREE_RM_GROUP
 * try: TREE_RM_GROUP(region, devices, nr)
 * try: (TREE_RM_GROUP(region, devices, nr), 0)
 * try: TREE_RM_GROUP(region, nr, devices)
 * try: (TREE_RM_GROUP(region, nr, devices), 0)
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
