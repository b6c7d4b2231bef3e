/* SPDX-License-Identifier: MIT */
/*
 * Keeps the search in a sorted array.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_BSEARCH_H
#define CLAIMCHECK_SHIM_LINUX_BSEARCH_H

#include <linux/sort.h>
void* claimcheck_bsearch(const void* key, const void* base, size_t count, size_t size,
                         cmp_func_t compare);
#define bsearch(key, base, count, size, compare) claimcheck_bsearch(key, base, count, size, compare)

#endif
