/* SPDX-License-Identifier: MIT */
/*
 * Keeps the stable sort of a list.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_LIST_SORT_H
#define CLAIMCHECK_SHIM_LINUX_LIST_SORT_H

#include <linux/list.h>
typedef int (*list_cmp_func_t)(void* data, const struct list_head* a, const struct list_head* b);
/* assume: list_sort: stable */
void list_sort(void* data, struct list_head* head, list_cmp_func_t compare);

#endif
