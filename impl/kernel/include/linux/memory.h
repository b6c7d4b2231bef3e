/* SPDX-License-Identifier: MIT */
/*
 * Keeps the size of a memory block.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_MEMORY_H
#define CLAIMCHECK_SHIM_LINUX_MEMORY_H

#include <linux/types.h>
#define MIN_MEMORY_BLOCK_SIZE (1UL << 27)
static inline unsigned long memory_block_size_bytes(void) {
  return MIN_MEMORY_BLOCK_SIZE;
}

#endif
