/* SPDX-License-Identifier: MIT */
/* A device has an array of ranges. */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

unsigned long probe(const struct dev_dax *dev_dax);
unsigned long probe(const struct dev_dax *dev_dax)
{
	return dev_dax->nr_range ? dev_dax->ranges[0].pgoff + dev_dax->ranges[0].range.start : 0;
}
