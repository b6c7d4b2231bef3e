/* SPDX-License-Identifier: MIT */
/*
 * The same as math.h.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_MATH64_H
#define CLAIMCHECK_SHIM_LINUX_MATH64_H

#include <linux/math.h>

#endif
