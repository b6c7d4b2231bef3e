/* SPDX-License-Identifier: MIT */
/*
 * Keeps conversions on a little-endian machine.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_BYTEORDER_GENERIC_H
#define CLAIMCHECK_SHIM_LINUX_BYTEORDER_GENERIC_H

#include <linux/types.h>
#define cpu_to_le16(value) ((__le16)(value))
#define cpu_to_le32(value) ((__le32)(value))
#define cpu_to_le64(value) ((__le64)(value))
#define le16_to_cpu(value) ((u16)(value))
#define le32_to_cpu(value) ((u32)(value))
#define le64_to_cpu(value) ((u64)(value))
#define cpu_to_be16(value) ((__be16)__builtin_bswap16(value))
#define cpu_to_be32(value) ((__be32)__builtin_bswap32(value))
#define cpu_to_be64(value) ((__be64)__builtin_bswap64(value))
#define be16_to_cpu(value) ((u16)__builtin_bswap16(value))
#define be32_to_cpu(value) ((u32)__builtin_bswap32(value))
#define be64_to_cpu(value) ((u64)__builtin_bswap64(value))
#define swab16(value) __builtin_bswap16(value)
#define swab32(value) __builtin_bswap32(value)
#define swab64(value) __builtin_bswap64(value)

#endif
