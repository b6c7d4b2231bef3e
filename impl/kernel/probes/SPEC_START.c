/* SPDX-License-Identifier: MIT */
/*
 * An extent of a group: its first byte.
 * where: TREE_SPEC
 * try: spec->start = start
 * try: spec->hpa = start
 * try: spec->base = start
 * try: spec->range.start = start
 * try: spec->hpa_range.start = start
 * try: spec->res.start = start
 * try: spec->resource.start = start
 * try: spec->addr = start
 * try: spec->hpa_start = start
 */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

void probe(struct TREE_SPEC *spec, u64 start);
void probe(struct TREE_SPEC *spec, u64 start)
{
	SPEC_START;
}
