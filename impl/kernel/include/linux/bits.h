/* SPDX-License-Identifier: MIT */
/*
 * Keeps single bits and masks of bits.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_BITS_H
#define CLAIMCHECK_SHIM_LINUX_BITS_H

#include <linux/const.h>

#define BITS_PER_BYTE 8
#define BITS_PER_LONG 64
#define BITS_PER_LONG_LONG 64
#define BIT(number) (1UL << (number))
#define BIT_ULL(number) (1ULL << (number))
#define BIT_MASK(number) (1UL << ((number) % BITS_PER_LONG))
#define BIT_WORD(number) ((number) / BITS_PER_LONG)
#define BITS_TO_LONGS(bits) (((bits) + BITS_PER_LONG - 1) / BITS_PER_LONG)
#define GENMASK(high, low) ((~0UL << (low)) & (~0UL >> (63 - (high))))
#define GENMASK_ULL(high, low) ((~0ULL << (low)) & (~0ULL >> (63 - (high))))

#endif
