/* SPDX-License-Identifier: MIT */
/*
 * The same as compiler.h.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_COMPILER_TYPES_H
#define CLAIMCHECK_SHIM_LINUX_COMPILER_TYPES_H

#include <linux/compiler.h>

#endif
