/* SPDX-License-Identifier: MIT */
/*
 * Keeps arrays of pointers by index: load, store, erase, allocate, iterate. Its lock may be
 * held around them. Leaves out entries of several indexes and the advanced interface.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_XARRAY_H
#define CLAIMCHECK_SHIM_LINUX_XARRAY_H

#include <linux/err.h>
#include <linux/gfp.h>
#include <linux/idr.h>
#include <linux/limits.h>
#include <linux/spinlock.h>
#include <linux/types.h>

typedef unsigned int xa_mark_t;
#define XA_MARK_0 0u
#define XA_MARK_1 1u
#define XA_MARK_2 2u
struct claimcheck_xa_slot {
  unsigned long index;
  void* entry; /* NULL: reserved */
  unsigned int marks;
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
/* assume: xa_alloc_cyclic: the lowest that is free from *next on, then from the lower bound, which
 * it says with 1 */
int xa_alloc_cyclic(struct xarray* xa, u32* id, void* entry, struct xa_limit limit, u32* next,
                    gfp_t flags);
/* assume: xa_cmpxchg: what was there; stored where that is `old` */
void* xa_cmpxchg(struct xarray* xa, unsigned long index, void* old, void* entry, gfp_t flags);
/* assume: xa_reserve: loads as NULL, is not found, and is taken */
int xa_reserve(struct xarray* xa, unsigned long index, gfp_t flags);
void xa_release(struct xarray* xa, unsigned long index);
void xa_set_mark(struct xarray* xa, unsigned long index, xa_mark_t mark);
void xa_clear_mark(struct xarray* xa, unsigned long index, xa_mark_t mark);
bool xa_get_mark(struct xarray* xa, unsigned long index, xa_mark_t mark);
bool xa_marked(const struct xarray* xa, xa_mark_t mark);
void* xa_load(struct xarray* xa, unsigned long index);
void* xa_erase(struct xarray* xa, unsigned long index);
void* xa_find(struct xarray* xa, unsigned long* index, unsigned long max, xa_mark_t mark);
void* xa_find_after(struct xarray* xa, unsigned long* index, unsigned long max, xa_mark_t mark);
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
#define xa_trylock(xa) spin_trylock(&(xa)->xa_lock)
#define xa_lock_irq(xa) xa_lock(xa)
#define xa_unlock_irq(xa) xa_unlock(xa)
#define xa_lock_bh(xa) xa_lock(xa)
#define xa_unlock_bh(xa) xa_unlock(xa)
#define __xa_store xa_store
#define __xa_insert xa_insert
#define __xa_alloc xa_alloc
#define __xa_alloc_cyclic xa_alloc_cyclic
#define __xa_cmpxchg xa_cmpxchg
#define __xa_erase xa_erase
#define __xa_set_mark xa_set_mark
#define __xa_clear_mark xa_clear_mark
#define xa_store_irq xa_store
#define xa_erase_irq xa_erase
#define xa_store_bh xa_store
#define xa_erase_bh xa_erase
#define xa_for_each(xa, index, entry)                                          \
  for (index = 0, entry = xa_find(xa, &(index), ULONG_MAX, XA_PRESENT); entry; \
       entry = xa_find_after(xa, &(index), ULONG_MAX, XA_PRESENT))
#define xa_for_each_range(xa, index, entry, low, high)                      \
  for (index = low, entry = xa_find(xa, &(index), high, XA_PRESENT); entry; \
       entry = xa_find_after(xa, &(index), high, XA_PRESENT))
#define xa_for_each_start(xa, index, entry, low) xa_for_each_range(xa, index, entry, low, ULONG_MAX)
#define xa_for_each_marked(xa, index, entry, mark)                       \
  for (index = 0, entry = xa_find(xa, &(index), ULONG_MAX, mark); entry; \
       entry = xa_find_after(xa, &(index), ULONG_MAX, mark))

#endif
