/* SPDX-License-Identifier: MIT */
/*
 * Keeps numbers from a fixed sequence that starts anew with every engine.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_RANDOM_H
#define CLAIMCHECK_SHIM_LINUX_RANDOM_H

#include <linux/types.h>
u32 get_random_u32(void);
u64 get_random_u64(void);
void get_random_bytes(void* to, size_t size);

#endif
