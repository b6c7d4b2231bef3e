/* SPDX-License-Identifier: MIT */
/*
 * An extent's tag.
 * where: TREE_RESOURCE
 * try: &resource->uuid
 * try: &resource->tag
 * try: resource->uuid
 * try: resource->tag
 */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

const uuid_t *probe(const struct TREE_RESOURCE *resource);
const uuid_t *probe(const struct TREE_RESOURCE *resource)
{
	return RESOURCE_TAG;
}
