/* SPDX-License-Identifier: MIT */
/*
 * Keeps assertions at compile time.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_BUILD_BUG_H
#define CLAIMCHECK_SHIM_LINUX_BUILD_BUG_H

#include <linux/compiler.h>

#define BUILD_BUG_ON(condition) ((void)sizeof(char[1 - 2 * !!(condition)]))
#define BUILD_BUG_ON_MSG(condition, text) BUILD_BUG_ON(condition)
#define BUILD_BUG_ON_ZERO(condition) ((int)(sizeof(char[1 - 2 * !!(condition)]) - 1))
#define BUILD_BUG_ON_NOT_POWER_OF_2(value) BUILD_BUG_ON(!(value) || ((value) & ((value)-1)))
#define BUILD_BUG() (void)0

#endif
