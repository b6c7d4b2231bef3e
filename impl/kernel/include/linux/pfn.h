/* SPDX-License-Identifier: MIT */
/*
 * Keeps page frame numbers.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_PFN_H
#define CLAIMCHECK_SHIM_LINUX_PFN_H

#include <asm/page.h>
#define PFN_ALIGN(value) PAGE_ALIGN((unsigned long)(value))
#define PFN_UP(value) (((value) + PAGE_SIZE - 1) >> PAGE_SHIFT)
#define PFN_DOWN(value) ((value) >> PAGE_SHIFT)
#define PFN_PHYS(value) ((phys_addr_t)(value) << PAGE_SHIFT)
#define PHYS_PFN(value) ((unsigned long)((value) >> PAGE_SHIFT))

#endif
