/* SPDX-License-Identifier: MIT */
/*
 * How extents come one at a time. A number that would be cut short is no match: so a place is told
 * from a sequence number.
 * where: dax_region_add_resource
 * try: dax_region_add_resource(region, dev, start, length, tag, seq)
 * try: dax_region_add_resource(region, dev, start, length, *tag, seq)
 * try: dax_region_add_resource(region, dev, start, length, seq, tag)
 * try: dax_region_add_resource(region, dev, start, length, seq, *tag)
 * try: dax_region_add_resource(region, dev, tag, start, length, seq)
 * try: dax_region_add_resource(region, dev, *tag, start, length, seq)
 * try: dax_region_add_resource(region, dev, tag, seq, start, length)
 * try: dax_region_add_resource(region, dev, *tag, seq, start, length)
 * try: dax_region_add_resource(region, dev, seq, start, length, tag)
 * try: dax_region_add_resource(region, dev, seq, start, length, *tag)
 * try: dax_region_add_resource(region, dev, seq, tag, start, length)
 * try: dax_region_add_resource(region, dev, seq, *tag, start, length)
 * try: dax_region_add_resource(region, start, length, dev, tag, seq)
 * try: dax_region_add_resource(region, start, length, dev, *tag, seq)
 * try: dax_region_add_resource(region, tag, seq, dev, start, length)
 * try: dax_region_add_resource(region, *tag, seq, dev, start, length)
 * try: dax_region_add_resource(region, dev, range, tag, seq)
 * try: dax_region_add_resource(region, dev, range, *tag, seq)
 * try: dax_region_add_resource(region, dev, range, seq, tag)
 * try: dax_region_add_resource(region, dev, range, seq, *tag)
 * try: dax_region_add_resource(region, dev, start, length, tag)
 * try: dax_region_add_resource(region, dev, start, length, *tag)
 * try: dax_region_add_resource(region, dev, tag, start, length)
 * try: dax_region_add_resource(region, dev, *tag, start, length)
 * try: dax_region_add_resource(region, dev, range, tag)
 * try: dax_region_add_resource(region, dev, range, *tag)
 * try: dax_region_add_resource(region, dev, start, length, seq)
 * try: dax_region_add_resource(region, dev, seq, start, length)
 * try: dax_region_add_resource(region, dev, start, length)
 */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

#pragma GCC diagnostic error "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"

int probe(struct dax_region *region, struct device *dev, u64 start, u64 length, const uuid_t *tag,
	  u16 seq, struct range *range);
int probe(struct dax_region *region, struct device *dev, u64 start, u64 length, const uuid_t *tag,
	  u16 seq, struct range *range)
{
	(void)start, (void)length, (void)tag, (void)seq, (void)range;
	return ADD_ONE;
}
