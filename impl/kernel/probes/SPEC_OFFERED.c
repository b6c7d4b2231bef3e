/* SPDX-License-Identifier: MIT */
/*
 * An extent of a group: with how many the group was offered.
 * where: TREE_SPEC
 * try: spec->nr_offered = nr_offered
 */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

void probe(struct TREE_SPEC *spec, unsigned int nr_offered);
void probe(struct TREE_SPEC *spec, unsigned int nr_offered)
{
	SPEC_OFFERED;
}
