/* SPDX-License-Identifier: MIT */
/*
 * A region is made with what tells extents from the other children of its device.
 * try: alloc_dax_region(parent, id, range, node, align, flags, ops)
 * try: alloc_dax_region(parent, id, range, node, align, ops, flags)
 */
#define ALLOC_REGION HAVE_OPS_ARGUMENT
#include "ALLOC_REGION.c"
