/* SPDX-License-Identifier: MIT */
/*
 * That count is one of references: one that is free may have one.
 * where: TREE_RESOURCE
 * try: refcount_read(&resource->use_cnt)
 * try: refcount_read(&resource->refs)
 * try: kref_read(&resource->kref)
 */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

unsigned int probe(const struct TREE_RESOURCE *resource);
unsigned int probe(const struct TREE_RESOURCE *resource)
{
	return HAVE_USE_REFCOUNT;
}
