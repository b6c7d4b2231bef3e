/* SPDX-License-Identifier: MIT */
/*
 * Who makes a region has a reference, and gives it back once the region has its first device. Later
 * trees keep all references to themselves.
 * try: dax_region_put(region)
 */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

void probe(struct dax_region *region);
void probe(struct dax_region *region)
{
	PUT_REGION;
}
