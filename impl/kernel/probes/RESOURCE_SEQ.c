/* SPDX-License-Identifier: MIT */
/*
 * An extent's sequence number.
 * where: dax_resource
 * try: resource->seq_num
 * try: resource->seq
 * try: resource->shared_seq
 */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

unsigned int probe(const struct dax_resource *resource);
unsigned int probe(const struct dax_resource *resource)
{
	return RESOURCE_SEQ;
}
