/* SPDX-License-Identifier: MIT */
/*
 * Keeps the size of a page: 4 KiB.
 */
#ifndef CLAIMCHECK_SHIM_ASM_PAGE_H
#define CLAIMCHECK_SHIM_ASM_PAGE_H

#include <linux/const.h>
#define PAGE_SHIFT 12
#define PAGE_SIZE (1UL << PAGE_SHIFT)
#define PAGE_MASK (~(PAGE_SIZE - 1))
#define PAGE_ALIGN(value) (((value) + PAGE_SIZE - 1) & PAGE_MASK)
#define PAGE_ALIGNED(value) (((unsigned long)(value) & (PAGE_SIZE - 1)) == 0)
#define offset_in_page(pointer) ((unsigned long)(pointer) & ~PAGE_MASK)

#endif
