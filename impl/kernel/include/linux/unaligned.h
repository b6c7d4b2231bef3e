/* SPDX-License-Identifier: MIT */
/*
 * Keeps loads and stores at any address, little-endian.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_UNALIGNED_H
#define CLAIMCHECK_SHIM_LINUX_UNALIGNED_H

#include <linux/byteorder/generic.h>
#include <linux/string.h>
#define get_unaligned(pointer) \
  (((const struct { __typeof__(*(pointer)) value; } __packed*)(const void*)(pointer))->value)
#define put_unaligned(data, pointer) \
  ((void)(((struct { __typeof__(*(pointer)) value; } __packed*)(void*)(pointer))->value = (data)))
#define get_unaligned_le16(pointer) get_unaligned((const u16*)(pointer))
#define get_unaligned_le32(pointer) get_unaligned((const u32*)(pointer))
#define get_unaligned_le64(pointer) get_unaligned((const u64*)(pointer))

#endif
