/* SPDX-License-Identifier: MIT */
/*
 * How extents come a group at a time.
 * where: dax_region_add_resources
 * try: dax_region_add_resources(region, specs, nr, tag)
 * try: dax_region_add_resources(region, specs, nr, *tag)
 * try: dax_region_add_resources(region, tag, specs, nr)
 * try: dax_region_add_resources(region, nr, specs, tag)
 * try: dax_region_add_resources(region, tag, nr, specs)
 * try: dax_region_add_resources(region, specs, nr)
 * try: dax_region_add_resources(region, nr, specs)
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
