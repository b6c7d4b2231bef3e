/* SPDX-License-Identifier: MIT */
/*
 * How extents come a group at a time.
 * where: TREE_ADD_GROUP
 * try: TREE_ADD_GROUP(region, specs, nr, tag)
 * try: TREE_ADD_GROUP(region, specs, nr, *tag)
 * try: TREE_ADD_GROUP(region, tag, specs, nr)
 * try: TREE_ADD_GROUP(region, nr, specs, tag)
 * try: TREE_ADD_GROUP(region, tag, nr, specs)
 * try: TREE_ADD_GROUP(region, specs, nr)
 * try: TREE_ADD_GROUP(region, nr, specs)
 */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

int probe(struct dax_region *region, void *specs, unsigned int nr, const uuid_t *tag);
int probe(struct dax_region *region, void *specs, unsigned int nr, const uuid_t *tag)
{
	(void)tag;
	return ADD_GROUP;
}
