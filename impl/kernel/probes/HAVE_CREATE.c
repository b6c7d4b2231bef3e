/* SPDX-License-Identifier: MIT */
/* Drivers create devices of a size and an id. */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

struct dev_dax *probe(struct dax_region *region);
struct dev_dax *probe(struct dax_region *region)
{
	struct dev_dax_data data = { .dax_region = region, .size = 0, .id = -1 };

	return devm_create_dev_dax(&data);
}
