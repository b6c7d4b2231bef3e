/* SPDX-License-Identifier: MIT */
/*
 * A device has an array of ranges, of which this is the i-th.
 * needed: nr_range
 * try: dev_dax->ranges[i]
 */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

u64 probe(const struct dev_dax *dev_dax, int i);
u64 probe(const struct dev_dax *dev_dax, int i)
{
	return i < dev_dax->nr_range ? DEVICE_RANGE.pgoff + DEVICE_RANGE.range.start : 0;
}
