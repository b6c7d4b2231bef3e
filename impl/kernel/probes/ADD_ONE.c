/* SPDX-License-Identifier: MIT */
/*
 * How extents come one at a time. A number that would be cut short is no match: so a place is told
 * from a sequence number.
 * where: TREE_ADD_ONE
 * try: TREE_ADD_ONE(region, dev, start, length, tag, seq)
 * try: TREE_ADD_ONE(region, dev, start, length, *tag, seq)
 * try: TREE_ADD_ONE(region, dev, start, length, seq, tag)
 * try: TREE_ADD_ONE(region, dev, start, length, seq, *tag)
 * try: TREE_ADD_ONE(region, dev, tag, start, length, seq)
 * try: TREE_ADD_ONE(region, dev, *tag, start, length, seq)
 * try: TREE_ADD_ONE(region, dev, tag, seq, start, length)
 * try: TREE_ADD_ONE(region, dev, *tag, seq, start, length)
 * try: TREE_ADD_ONE(region, dev, seq, start, length, tag)
 * try: TREE_ADD_ONE(region, dev, seq, start, length, *tag)
 * try: TREE_ADD_ONE(region, dev, seq, tag, start, length)
 * try: TREE_ADD_ONE(region, dev, seq, *tag, start, length)
 * try: TREE_ADD_ONE(region, start, length, dev, tag, seq)
 * try: TREE_ADD_ONE(region, start, length, dev, *tag, seq)
 * try: TREE_ADD_ONE(region, tag, seq, dev, start, length)
 * try: TREE_ADD_ONE(region, *tag, seq, dev, start, length)
 * try: TREE_ADD_ONE(region, dev, range, tag, seq)
 * try: TREE_ADD_ONE(region, dev, range, *tag, seq)
 * try: TREE_ADD_ONE(region, dev, range, seq, tag)
 * try: TREE_ADD_ONE(region, dev, range, seq, *tag)
 * try: TREE_ADD_ONE(region, dev, start, length, tag)
 * try: TREE_ADD_ONE(region, dev, start, length, *tag)
 * try: TREE_ADD_ONE(region, dev, tag, start, length)
 * try: TREE_ADD_ONE(region, dev, *tag, start, length)
 * try: TREE_ADD_ONE(region, dev, range, tag)
 * try: TREE_ADD_ONE(region, dev, range, *tag)
 * try: TREE_ADD_ONE(region, dev, start, length, seq)
 * try: TREE_ADD_ONE(region, dev, seq, start, length)
 * try: TREE_ADD_ONE(region, dev, start, length)
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
