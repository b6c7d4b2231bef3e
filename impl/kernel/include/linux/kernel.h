/* SPDX-License-Identifier: MIT */
/*
 * Keeps what the kernel gathers here: rounding, limits, text, and a few macros of its own.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_KERNEL_H
#define CLAIMCHECK_SHIM_LINUX_KERNEL_H

#include <linux/align.h>
#include <linux/array_size.h>
#include <linux/bitops.h>
#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/container_of.h>
#include <linux/kstrtox.h>
#include <linux/limits.h>
#include <linux/math.h>
#include <linux/minmax.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/sprintf.h>
#include <linux/stddef.h>
#include <linux/stringify.h>
#include <linux/types.h>
#include <linux/util_macros.h>
#include <stdarg.h>

/* assume: might_sleep: warns where the task holds a spinlock */
void claimcheck_might_sleep(const char* file, int line);
#define might_sleep() claimcheck_might_sleep(__FILE__, __LINE__)
#define might_sleep_if(condition) \
  do {                            \
    if (condition) might_sleep(); \
  } while (0)
#define might_resched() (void)0
#define cond_resched() 0
#define upper_32_bits(value) ((u32)((u64)(value) >> 32))
#define lower_32_bits(value) ((u32)(value))
#define __get_unaligned_t(type, pointer) (*(const type*)(pointer))

#endif
