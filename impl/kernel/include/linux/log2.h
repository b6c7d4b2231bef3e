/* SPDX-License-Identifier: MIT */
/*
 * Keeps powers of two.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_LOG2_H
#define CLAIMCHECK_SHIM_LINUX_LOG2_H

#include <linux/bitops.h>

#define is_power_of_2(value) ((value) != 0 && ((value) & ((value)-1)) == 0)
#define ilog2(value) (fls64(value) - 1)
#define order_base_2(value) ((value) > 1 ? ilog2((value)-1) + 1 : 0)
#define roundup_pow_of_two(value) (1UL << order_base_2(value))
#define rounddown_pow_of_two(value) (1UL << ilog2(value))

#endif
