/* SPDX-License-Identifier: MIT */
/*
 * Keeps region numbers, counted up.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_MEMREGION_H
#define CLAIMCHECK_SHIM_LINUX_MEMREGION_H

#include <linux/errno.h>
#include <linux/range.h>
#include <linux/types.h>
int memregion_alloc(gfp_t flags);
void memregion_free(int id);

#endif
