/* SPDX-License-Identifier: MIT */
/*
 * An extent's sequence number.
 * where: TREE_RESOURCE
 * try: resource->seq_num
 * try: resource->seq
 * try: resource->shared_seq
 * try: resource->sequence
 * try: resource->shared_extn_seq
 */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

unsigned int probe(const struct TREE_RESOURCE *resource);
unsigned int probe(const struct TREE_RESOURCE *resource)
{
	return RESOURCE_SEQ;
}
