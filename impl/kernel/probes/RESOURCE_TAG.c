/* SPDX-License-Identifier: MIT */
/*
 * An extent's tag.
 * where: dax_resource
 * try: &resource->uuid
 * try: &resource->tag
 * try: resource->uuid
 * try: resource->tag
 */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

const uuid_t *probe(const struct dax_resource *resource);
const uuid_t *probe(const struct dax_resource *resource)
{
	return RESOURCE_TAG;
}
