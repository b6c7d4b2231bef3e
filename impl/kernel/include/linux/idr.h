/* SPDX-License-Identifier: MIT */
/*
 * Keeps identifier allocators: the lowest that is free. An idr keeps pointers in an array.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_IDR_H
#define CLAIMCHECK_SHIM_LINUX_IDR_H

#include <linux/cleanup.h>
#include <linux/gfp.h>
#include <linux/types.h>

#define CLAIMCHECK_IDA_WORDS 4
struct ida {
  unsigned long words[CLAIMCHECK_IDA_WORDS];
  unsigned long* more; /* from the runtime, where 256 are not enough */
  unsigned int more_count;
};
#define IDA_INIT(name) \
  { {0}, NULL, 0 }
#define DEFINE_IDA(name) struct ida name = IDA_INIT(name)
/* assume: ida_init: forgets what was there */
void ida_init(struct ida* ida);
/* assume: ida_alloc: the lowest free one; fails at the site allocate-id; -ENOSPC past the bound */
int ida_alloc_range(struct ida* ida, unsigned int low, unsigned int high, gfp_t flags);
#define ida_alloc(ida, flags) ida_alloc_range(ida, 0, ~0U, flags)
#define ida_alloc_min(ida, low, flags) ida_alloc_range(ida, low, ~0U, flags)
#define ida_alloc_max(ida, high, flags) ida_alloc_range(ida, 0, high, flags)
/* assume: ida_free: of one that is not taken warns */
void ida_free(struct ida* ida, unsigned int id);
void ida_destroy(struct ida* ida);
bool ida_is_empty(const struct ida* ida);
bool ida_exists(struct ida* ida, unsigned int id);
/* assume: ida_find_first: the lowest that is taken, or -ENOENT */
int ida_find_first_range(struct ida* ida, unsigned int low, unsigned int high);
#define ida_find_first(ida) ida_find_first_range(ida, 0, ~0U)
#define ida_simple_get(ida, low, end, flags) \
  ida_alloc_range(ida, low, (end) ? (unsigned int)(end)-1 : ~0U, flags)
#define ida_simple_remove(ida, id) ida_free(ida, id)

struct idr {
  struct ida ida;
  void** slots;
  unsigned int slot_count;
  unsigned int next;
};
#define IDR_INIT(name) \
  { .slots = NULL }
#define DEFINE_IDR(name) struct idr name = IDR_INIT(name)
void idr_init(struct idr* idr);
/* assume: idr_alloc: as ida_alloc, with a pointer */
int idr_alloc(struct idr* idr, void* pointer, int start, int end, gfp_t flags);
int idr_alloc_u32(struct idr* idr, void* pointer, u32* next, unsigned long max, gfp_t flags);
/* assume: idr_alloc_cyclic: the lowest that is free from the one after the last, then from start */
int idr_alloc_cyclic(struct idr* idr, void* pointer, int start, int end, gfp_t flags);
bool idr_is_empty(const struct idr* idr);
int idr_for_each(const struct idr* idr, int (*look)(int id, void* pointer, void* data), void* data);
void* idr_find(const struct idr* idr, unsigned long id);
void* idr_remove(struct idr* idr, unsigned long id);
void* idr_replace(struct idr* idr, void* pointer, unsigned long id);
void* idr_get_next(struct idr* idr, int* next);
void idr_destroy(struct idr* idr);
#define idr_for_each_entry(idr, entry, id) \
  for (id = 0; ((entry) = idr_get_next(idr, &(id))) != NULL; id += 1U)
#define idr_init_base(idr, base) ((void)(base), idr_init(idr))
#define idr_preload(flags) (void)(flags)
#define idr_preload_end() (void)0

#endif
