/* SPDX-License-Identifier: MIT */
/*
 * Keeps errors in pointers.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_ERR_H
#define CLAIMCHECK_SHIM_LINUX_ERR_H

#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/types.h>

#define MAX_ERRNO 4095
#define IS_ERR_VALUE(value) unlikely((unsigned long)(void*)(value) >= (unsigned long)-MAX_ERRNO)
#define ERR_CAST_(pointer) ((void*)(pointer))

static inline void* ERR_PTR(long error) {
  return (void*)error;
}
static inline long PTR_ERR(const void* pointer) {
  return (long)pointer;
}
static inline bool IS_ERR(const void* pointer) {
  return IS_ERR_VALUE((unsigned long)pointer);
}
static inline bool IS_ERR_OR_NULL(const void* pointer) {
  return !pointer || IS_ERR(pointer);
}
static inline void* ERR_CAST(const void* pointer) {
  return (void*)pointer;
}
static inline int PTR_ERR_OR_ZERO(const void* pointer) {
  return IS_ERR(pointer) ? (int)PTR_ERR(pointer) : 0;
}
#define IOMEM_ERR_PTR(error) (void __iomem*)ERR_PTR(error)
#define INIT_ERR_PTR(error) ((void*)(long)(error))

#endif
