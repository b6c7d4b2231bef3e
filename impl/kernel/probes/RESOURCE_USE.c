/* SPDX-License-Identifier: MIT */
/*
 * How often an extent is used, or whether it is.
 * where: TREE_RESOURCE
 * try: resource->use_cnt
 * try: resource->use_count
 * try: resource->in_use
 * try: resource->claimed
 * try: refcount_read(&resource->use_cnt)
 * try: atomic_read(&resource->use_cnt)
 * try: refcount_read(&resource->refs)
 * try: kref_read(&resource->kref)
 * try: resource->owner != NULL
 * try: resource->dev_dax != NULL
 * try: resource->users
 */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

unsigned int probe(const struct TREE_RESOURCE *resource);
unsigned int probe(const struct TREE_RESOURCE *resource)
{
	return RESOURCE_USE;
}
