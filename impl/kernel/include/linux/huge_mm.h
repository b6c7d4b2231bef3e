/* SPDX-License-Identifier: MIT */
/*
 * Keeps that huge pages are there.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_HUGE_MM_H
#define CLAIMCHECK_SHIM_LINUX_HUGE_MM_H

#include <linux/pgtable.h>
#define has_transparent_hugepage() 1
#define has_transparent_pud_hugepage() 1

#endif
