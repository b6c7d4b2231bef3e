/* SPDX-License-Identifier: MIT */
/* Mappings are devices that know their range. */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

int probe(struct device *dev);
int probe(struct device *dev)
{
	return to_dax_mapping(dev)->range_id;
}
