/* SPDX-License-Identifier: MIT */
/*
 * An extent of a group: its tag, where the group has none.
 * where: TREE_SPEC
 * try: uuid_copy(&spec->tag, tag)
 * try: uuid_copy(&spec->uuid, tag)
 * try: spec->tag = tag
 * try: spec->uuid = tag
 */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

void probe(struct TREE_SPEC *spec, const uuid_t *tag);
void probe(struct TREE_SPEC *spec, const uuid_t *tag)
{
	SPEC_TAG;
}
