/* SPDX-License-Identifier: MIT */
/*
 * Keeps the stable sort of a list.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_LIST_SORT_H
#define CLAIMCHECK_SHIM_LINUX_LIST_SORT_H

#include <claimcheck/variant.h>
#include <linux/list.h>
typedef int (*list_cmp_func_t)(void* data, const struct list_head* a, const struct list_head* b);
/* assume: list_sort: stable */
void list_sort(void* data, struct list_head* head, list_cmp_func_t compare);
/* The compare of another release. */
#define list_sort(data, head, compare)                                                           \
  list_sort(data, head,                                                                          \
            claimcheck_as(list_cmp_func_t, int (*)(void*, struct list_head*, struct list_head*), \
                          compare))

#endif
