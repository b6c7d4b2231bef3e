/* SPDX-License-Identifier: MIT */
/*
 * Keeps arrays of pointers by index: load, store, erase, allocate, iterate. Leaves out marks,
 * multi-index entries and the advanced interface.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_XARRAY_H
#define CLAIMCHECK_SHIM_LINUX_XARRAY_H

#include <linux/err.h>
#include <linux/gfp.h>
#include <linux/idr.h>
#include <linux/limits.h>
#include <linux/spinlock.h>
#include <linux/types.h>

struct claimcheck_xa_slot {
  unsigned long index;
  void* entry;
};
struct xarray {
  spinlock_t xa_lock;
  struct claimcheck_xa_slot* slots; /* in the order of indexes */
  unsigned int count, capacity;
  gfp_t xa_flags;
};
struct xa_limit {
  u32 max;
  u32 min;
};
#define XA_LIMIT(low, high) \
  (struct xa_limit) {       \
    .min = low, .max = high \
  }
#define xa_limit_32b XA_LIMIT(0, 0xffffffffU)
#define xa_limit_31b XA_LIMIT(0, 0x7fffffffU)
#define xa_limit_16b XA_LIMIT(0, 0xffffU)
#define XA_FLAGS_ALLOC 4u
#define XA_FLAGS_ALLOC1 8u
#define XARRAY_INIT(name, flags) \
  { .xa_lock = __SPIN_LOCK_UNLOCKED(name.xa_lock), .xa_flags = (flags) }
#define DEFINE_XARRAY_FLAGS(name, flags) struct xarray name = XARRAY_INIT(name, flags)
#define DEFINE_XARRAY(name) DEFINE_XARRAY_FLAGS(name, 0)
#define DEFINE_XARRAY_ALLOC(name) DEFINE_XARRAY_FLAGS(name, XA_FLAGS_ALLOC)
#define DEFINE_XARRAY_ALLOC1(name) DEFINE_XARRAY_FLAGS(name, XA_FLAGS_ALLOC1)
void xa_init_flags(struct xarray* xa, gfp_t flags);
#define xa_init(xa) xa_init_flags(xa, 0)
/* assume: xa_store: fails at the site allocate with an error that xa_err() gives; every call is one
 * step */
void* xa_store(struct xarray* xa, unsigned long index, void* entry, gfp_t flags);
int xa_insert(struct xarray* xa, unsigned long index, void* entry, gfp_t flags);
int xa_alloc(struct xarray* xa, u32* id, void* entry, struct xa_limit limit, gfp_t flags);
void* xa_load(struct xarray* xa, unsigned long index);
void* xa_erase(struct xarray* xa, unsigned long index);
void* xa_find(struct xarray* xa, unsigned long* index, unsigned long max, unsigned int mark);
void* xa_find_after(struct xarray* xa, unsigned long* index, unsigned long max, unsigned int mark);
bool xa_empty(const struct xarray* xa);
void xa_destroy(struct xarray* xa);
#define XA_PRESENT 8u
#define xa_err(entry) (IS_ERR(entry) ? (int)PTR_ERR(entry) : 0)
#define xa_is_err(entry) IS_ERR(entry)
#define xa_mk_value(value) ((void*)(((unsigned long)(value) << 1) | 1))
#define xa_to_value(entry) ((unsigned long)(entry) >> 1)
#define xa_is_value(entry) (((unsigned long)(entry)&1) != 0)
#define xa_lock(xa) spin_lock(&(xa)->xa_lock)
#define xa_unlock(xa) spin_unlock(&(xa)->xa_lock)
#define xa_for_each(xa, index, entry)                                          \
  for (index = 0, entry = xa_find(xa, &(index), ULONG_MAX, XA_PRESENT); entry; \
       entry = xa_find_after(xa, &(index), ULONG_MAX, XA_PRESENT))
#define xa_for_each_range(xa, index, entry, low, high)                      \
  for (index = low, entry = xa_find(xa, &(index), high, XA_PRESENT); entry; \
       entry = xa_find_after(xa, &(index), high, XA_PRESENT))

#endif
