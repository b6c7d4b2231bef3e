/* SPDX-License-Identifier: MIT */
/*
 * Keeps rounding to powers of two.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_ALIGN_H
#define CLAIMCHECK_SHIM_LINUX_ALIGN_H

#define ALIGN_MASK_(value, mask) (((value) + (mask)) & ~(mask))
#define ALIGN(value, align) ALIGN_MASK_(value, (__typeof__(value))(align)-1)
#define __ALIGN_KERNEL(value, align) ALIGN(value, align)
#define __ALIGN_MASK(value, mask) ALIGN_MASK_(value, mask)
#define ALIGN_DOWN(value, align) ((value) & ~((__typeof__(value))(align)-1))
#define PTR_ALIGN(pointer, align) ((__typeof__(pointer))ALIGN((unsigned long)(pointer), (align)))
#define PTR_ALIGN_DOWN(pointer, align) \
  ((__typeof__(pointer))ALIGN_DOWN((unsigned long)(pointer), (align)))
#define IS_ALIGNED(value, align) (((value) & ((__typeof__(value))(align)-1)) == 0)

#endif
