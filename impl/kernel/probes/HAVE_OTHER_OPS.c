/* SPDX-License-Identifier: MIT */
/* That struct has other functions too. */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

_Static_assert(sizeof(struct TREE_OPS) > sizeof(void *), "is_extent alone");
