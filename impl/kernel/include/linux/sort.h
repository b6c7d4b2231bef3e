/* SPDX-License-Identifier: MIT */
/*
 * Keeps the sort of an array. It is not stable, as the real one is not.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_SORT_H
#define CLAIMCHECK_SHIM_LINUX_SORT_H

#include <linux/types.h>
typedef int (*cmp_func_t)(const void* a, const void* b);
typedef int (*cmp_r_func_t)(const void* a, const void* b, const void* data);
typedef void (*swap_func_t)(void* a, void* b, int size);
typedef void (*swap_r_func_t)(void* a, void* b, int size, const void* data);
/* assume: sort: not stable; needs no memory */
void sort(void* base, size_t count, size_t size, cmp_func_t compare, swap_func_t swap_elements);
void sort_r(void* base, size_t count, size_t size, cmp_r_func_t compare,
            swap_r_func_t swap_elements, const void* data);
#define sort_nonatomic sort

#endif
