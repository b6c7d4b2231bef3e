/* SPDX-License-Identifier: MIT */
/*
 * An extent of a group: its sequence number.
 * where: TREE_SPEC
 * try: spec->seq_num = seq
 * try: spec->seq = seq
 * try: spec->shared_seq = seq
 * try: spec->sequence = seq
 * try: spec->shared_extn_seq = seq
 */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

void probe(struct TREE_SPEC *spec, u16 seq);
void probe(struct TREE_SPEC *spec, u16 seq)
{
	SPEC_SEQ;
}
