/* SPDX-License-Identifier: MIT */
/*
 * Keeps what is true of pointers to members.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_UTIL_MACROS_H
#define CLAIMCHECK_SHIM_LINUX_UTIL_MACROS_H

#include <linux/types.h>
#define PTR_IF(condition, pointer) ((condition) ? (pointer) : NULL)
#define u64_to_user_ptr(value) ((void __user*)(uintptr_t)(u64)(value))
#define is_insidevar(pointer, variable) \
  ((uintptr_t)(pointer) - (uintptr_t)(variable) < sizeof(variable))

#endif
