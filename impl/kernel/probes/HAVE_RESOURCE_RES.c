/* SPDX-License-Identifier: MIT */
/* An extent has its place in the resource tree. */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

resource_size_t probe(const struct dax_resource *resource);
resource_size_t probe(const struct dax_resource *resource)
{
	return resource->res->start;
}
