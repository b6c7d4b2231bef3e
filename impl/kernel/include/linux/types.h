/* SPDX-License-Identifier: MIT */
/*
 * Keeps the integer types of a 64-bit machine, and the structs that the kernel declares here.
 * Leaves out what belongs to user space.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_TYPES_H
#define CLAIMCHECK_SHIM_LINUX_TYPES_H

#include <linux/compiler.h>
#include <linux/stddef.h>

typedef signed char s8;
typedef unsigned char u8;
typedef signed short s16;
typedef unsigned short u16;
typedef signed int s32;
typedef unsigned int u32;
typedef signed long long s64;
typedef unsigned long long u64;
typedef u8 __u8;
typedef s8 __s8;
typedef u16 __u16;
typedef s16 __s16;
typedef u32 __u32;
typedef s32 __s32;
typedef u64 __u64;
typedef s64 __s64;
typedef u16 __le16;
typedef u32 __le32;
typedef u64 __le64;
typedef u16 __be16;
typedef u32 __be32;
typedef u64 __be64;
/* As the C library has them, so that both may be included. */
typedef __UINT8_TYPE__ uint8_t;
typedef __UINT16_TYPE__ uint16_t;
typedef __UINT32_TYPE__ uint32_t;
typedef __UINT64_TYPE__ uint64_t;
typedef __UINTPTR_TYPE__ uintptr_t;
typedef __INT8_TYPE__ int8_t;
typedef __INT16_TYPE__ int16_t;
typedef __INT32_TYPE__ int32_t;
typedef __INT64_TYPE__ int64_t;

#ifndef __cplusplus
#ifndef bool
#define bool _Bool
#endif
#ifndef true
#define true 1
#define false 0
#endif
#endif

typedef long ssize_t;
typedef unsigned short umode_t;
/* The C library has other ones by these names. */
#ifndef _SYS_TYPES_H
typedef u32 dev_t;
typedef long long loff_t;
#endif
typedef u64 sector_t;
typedef u64 blkcnt_t_;
typedef unsigned int gfp_t;
typedef unsigned int fmode_t;
typedef u64 phys_addr_t;
typedef u64 dma_addr_t;
typedef phys_addr_t resource_size_t;
typedef unsigned long pgoff_t;
typedef unsigned long irq_hw_number_t;

typedef struct {
  int counter;
} atomic_t;
typedef struct {
  s64 counter;
} atomic64_t;
#define ATOMIC_INIT(value) \
  { (value) }
#define ATOMIC64_INIT(value) \
  { (value) }

struct list_head {
  struct list_head *next, *prev;
};
struct hlist_node {
  struct hlist_node *next, **pprev;
};
struct hlist_head {
  struct hlist_node* first;
};
struct callback_head {
  struct callback_head* next;
  void (*func)(struct callback_head*);
};
#define rcu_head callback_head

#define DECLARE_BITMAP(name, bits) unsigned long name[((bits) + 63) / 64]

#endif
