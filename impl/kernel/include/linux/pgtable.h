/* SPDX-License-Identifier: MIT */
/*
 * Keeps the sizes that huge pages have on x86.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_PGTABLE_H
#define CLAIMCHECK_SHIM_LINUX_PGTABLE_H

#include <asm/page.h>
#define PMD_SHIFT 21
#define PMD_SIZE (1UL << PMD_SHIFT)
#define PMD_MASK (~(PMD_SIZE - 1))
#define PUD_SHIFT 30
#define PUD_SIZE (1UL << PUD_SHIFT)
#define PUD_MASK (~(PUD_SIZE - 1))
#define HPAGE_PMD_SIZE PMD_SIZE

#endif
