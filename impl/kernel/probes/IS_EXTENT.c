/* SPDX-License-Identifier: MIT */
/*
 * What tells extents from other devices, in the struct that build.sh found it in.
 * where: is_extent
 * try: bool is_adapters_extent(const struct device *dev)
 * try: bool is_adapters_extent(struct device *dev)
 * try: int is_adapters_extent(const struct device *dev)
 * try: int is_adapters_extent(struct device *dev)
 */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

static IS_EXTENT
{
	return dev != NULL;
}

struct TREE_OPS probe(void);
struct TREE_OPS probe(void)
{
	return (struct TREE_OPS){ .is_extent = is_adapters_extent };
}
