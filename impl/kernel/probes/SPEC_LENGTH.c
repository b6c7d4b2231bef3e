/* SPDX-License-Identifier: MIT */
/*
 * An extent of a group: how long it is.
 * where: TREE_SPEC
 * try: spec->length = length
 * try: spec->len = length
 * try: spec->size = length
 * try: spec->range.end = start + length - 1
 * try: spec->hpa_range.end = start + length - 1
 * try: spec->res.end = start + length - 1
 * try: spec->resource.end = start + length - 1
 * try: spec->end = start + length - 1
 */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

void probe(struct TREE_SPEC *spec, u64 start, u64 length);
void probe(struct TREE_SPEC *spec, u64 start, u64 length)
{
	(void)start;
	SPEC_LENGTH;
}
