/* SPDX-License-Identifier: MIT */
/*
 * An extent's place in the resource tree.
 * where: TREE_RESOURCE
 * try: resource->res
 * try: &resource->res
 * try: resource->resource
 */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

const struct resource *probe(const struct TREE_RESOURCE *resource);
const struct resource *probe(const struct TREE_RESOURCE *resource)
{
	return RESOURCE_RES;
}
