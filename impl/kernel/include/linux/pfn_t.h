/* SPDX-License-Identifier: MIT */
/*
 * Keeps the type.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_PFN_T_H
#define CLAIMCHECK_SHIM_LINUX_PFN_T_H

#include <linux/pfn.h>
#include <linux/types.h>
typedef struct {
  u64 val;
} pfn_t;

#endif
