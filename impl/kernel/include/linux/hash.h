/* SPDX-License-Identifier: MIT */
/*
 * Keeps a multiplicative hash.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_HASH_H
#define CLAIMCHECK_SHIM_LINUX_HASH_H

#include <linux/types.h>
#define hash_long(value, bits) ((u32)(((u64)(value)*0x9e3779b97f4a7c15ULL) >> (64 - (bits))))
#define hash_64(value, bits) hash_long(value, bits)
#define hash_ptr(pointer, bits) hash_long((unsigned long)(pointer), bits)

#endif
