// SPDX-License-Identifier: MIT
/* Arrays by index, as a sorted list of slots. Each call is one step on the array. */
#include <linux/xarray.h>

#include "impl/kernel/runtime/memory.h"
#include "impl/kernel/runtime/state.h"

static void enter(const struct xarray* xa, const void* caller) {
  memory_check(xa, sizeof(*xa), true, caller);
  runtime_atomic(xa, "xarray", CLAIMCHECK_WRITE);
  memory_check(xa, sizeof(*xa), true, caller);
}

static unsigned int position(const struct xarray* xa, unsigned long index) {
  unsigned int at = 0;
  while (at < xa->count && xa->slots[at].index < index) at++;
  return at;
}
static bool is_at(const struct xarray* xa, unsigned int at, unsigned long index) {
  return at < xa->count && xa->slots[at].index == index;
}

static void insert(struct xarray* xa, unsigned int at, unsigned long index, void* entry) {
  if (xa->count == xa->capacity) {
    const unsigned int capacity = 2 * xa->capacity + 8;
    struct claimcheck_xa_slot* slots = memory_allocate(capacity * sizeof(*slots), false, 0, NULL);
    for (unsigned int i = 0; i < xa->count; i++) slots[i] = xa->slots[i];
    xa->slots = slots;
    xa->capacity = capacity;
  }
  for (unsigned int i = xa->count++; i > at; i--) xa->slots[i] = xa->slots[i - 1];
  xa->slots[at] = (struct claimcheck_xa_slot){index, entry, 0};
}

static void* erase(struct xarray* xa, unsigned long index) {
  const unsigned int at = position(xa, index);
  if (!is_at(xa, at, index)) return NULL;
  void* old = xa->slots[at].entry;
  xa->count--;
  for (unsigned int i = at; i < xa->count; i++) xa->slots[i] = xa->slots[i + 1];
  return old;
}

void xa_init_flags(struct xarray* xa, gfp_t flags) {
  *xa = (struct xarray){.xa_lock = {.dep_map = {.name = "xa_lock"}}, .xa_flags = flags};
}

void* xa_store(struct xarray* xa, unsigned long index, void* entry, gfp_t flags) {
  (void)flags;
  const int error = entry ? runtime_fail("allocate") : 0;
  if (error) return ERR_PTR(error);
  enter(xa, RUNTIME_CALLER);
  if (!entry) return erase(xa, index);
  const unsigned int at = position(xa, index);
  if (!is_at(xa, at, index)) {
    insert(xa, at, index, entry);
    return NULL;
  }
  void* old = xa->slots[at].entry;
  xa->slots[at].entry = entry;
  return old;
}

int xa_insert(struct xarray* xa, unsigned long index, void* entry, gfp_t flags) {
  (void)flags;
  const int error = runtime_fail("allocate");
  if (error) return error;
  enter(xa, RUNTIME_CALLER);
  const unsigned int at = position(xa, index);
  if (is_at(xa, at, index) && xa->slots[at].entry) return -EBUSY;
  if (is_at(xa, at, index)) {
    xa->slots[at].entry = entry;
  } else {
    insert(xa, at, index, entry);
  }
  return 0;
}

/* The lowest that is free from `low` to `high`. */
static int allocate(struct xarray* xa, u32* id, void* entry, u32 low, u32 high) {
  unsigned int at = position(xa, low);
  while (is_at(xa, at, low)) {
    if (low == high) return -EBUSY;
    at++;
    low++;
  }
  if (low > high) return -EBUSY;
  insert(xa, at, low, entry);
  *id = low;
  return 0;
}

static u32 lowest(const struct xarray* xa, u32 min) {
  return min == 0 && (xa->xa_flags & XA_FLAGS_ALLOC1) ? 1 : min;
}

int xa_alloc(struct xarray* xa, u32* id, void* entry, struct xa_limit limit, gfp_t flags) {
  (void)flags;
  const int error = runtime_fail("allocate");
  if (error) return error;
  enter(xa, RUNTIME_CALLER);
  return allocate(xa, id, entry, lowest(xa, limit.min), limit.max);
}

int xa_alloc_cyclic(struct xarray* xa, u32* id, void* entry, struct xa_limit limit, u32* next,
                    gfp_t flags) {
  (void)flags;
  const int error = runtime_fail("allocate");
  if (error) return error;
  enter(xa, RUNTIME_CALLER);
  const u32 low = lowest(xa, limit.min), from = *next > low ? *next : low;
  int rc = from <= limit.max ? allocate(xa, id, entry, from, limit.max) : -EBUSY;
  const bool wrapped = rc != 0 && from > low;
  if (wrapped) rc = allocate(xa, id, entry, low, limit.max);
  if (rc) return rc;
  *next = *id + 1;
  return wrapped;
}

void* xa_cmpxchg(struct xarray* xa, unsigned long index, void* old, void* entry, gfp_t flags) {
  (void)flags;
  const int error = entry ? runtime_fail("allocate") : 0;
  if (error) return ERR_PTR(error);
  enter(xa, RUNTIME_CALLER);
  const unsigned int at = position(xa, index);
  void* now = is_at(xa, at, index) ? xa->slots[at].entry : NULL;
  if (now != old) return now;
  if (!entry) {
    erase(xa, index);
  } else if (is_at(xa, at, index)) {
    xa->slots[at].entry = entry;
  } else {
    insert(xa, at, index, entry);
  }
  return now;
}

int xa_reserve(struct xarray* xa, unsigned long index, gfp_t flags) {
  (void)flags;
  const int error = runtime_fail("allocate");
  if (error) return error;
  enter(xa, RUNTIME_CALLER);
  const unsigned int at = position(xa, index);
  if (!is_at(xa, at, index)) insert(xa, at, index, NULL);
  return 0;
}

void xa_release(struct xarray* xa, unsigned long index) {
  enter(xa, RUNTIME_CALLER);
  const unsigned int at = position(xa, index);
  if (is_at(xa, at, index) && !xa->slots[at].entry) erase(xa, index);
}

static unsigned int* marks_of(struct xarray* xa, unsigned long index, const void* caller) {
  enter(xa, caller);
  const unsigned int at = position(xa, index);
  return is_at(xa, at, index) && xa->slots[at].entry ? &xa->slots[at].marks : NULL;
}
void xa_set_mark(struct xarray* xa, unsigned long index, xa_mark_t mark) {
  unsigned int* marks = marks_of(xa, index, RUNTIME_CALLER);
  if (marks) *marks |= 1u << mark;
}
void xa_clear_mark(struct xarray* xa, unsigned long index, xa_mark_t mark) {
  unsigned int* marks = marks_of(xa, index, RUNTIME_CALLER);
  if (marks) *marks &= ~(1u << mark);
}
bool xa_get_mark(struct xarray* xa, unsigned long index, xa_mark_t mark) {
  const unsigned int* marks = marks_of(xa, index, RUNTIME_CALLER);
  return marks && (*marks >> mark & 1u);
}

static bool is_found(const struct claimcheck_xa_slot* slot, xa_mark_t mark) {
  return slot->entry && (mark == XA_PRESENT || (slot->marks >> mark & 1u));
}
bool xa_marked(const struct xarray* xa, xa_mark_t mark) {
  enter(xa, RUNTIME_CALLER);
  for (unsigned int at = 0; at < xa->count; at++) {
    if (is_found(&xa->slots[at], mark)) return true;
  }
  return false;
}

void* xa_load(struct xarray* xa, unsigned long index) {
  enter(xa, RUNTIME_CALLER);
  const unsigned int at = position(xa, index);
  return is_at(xa, at, index) ? xa->slots[at].entry : NULL;
}

void* xa_erase(struct xarray* xa, unsigned long index) {
  enter(xa, RUNTIME_CALLER);
  return erase(xa, index);
}

void* xa_find(struct xarray* xa, unsigned long* index, unsigned long max, xa_mark_t mark) {
  enter(xa, RUNTIME_CALLER);
  unsigned int at = position(xa, *index);
  while (at < xa->count && !is_found(&xa->slots[at], mark)) at++;
  if (at >= xa->count || xa->slots[at].index > max) return NULL;
  *index = xa->slots[at].index;
  return xa->slots[at].entry;
}

void* xa_find_after(struct xarray* xa, unsigned long* index, unsigned long max, xa_mark_t mark) {
  if (*index >= max) return NULL;
  ++*index;
  return xa_find(xa, index, max, mark);
}

bool xa_empty(const struct xarray* xa) {
  enter(xa, RUNTIME_CALLER);
  return xa->count == 0;
}

void xa_destroy(struct xarray* xa) {
  enter(xa, RUNTIME_CALLER);
  xa->count = 0;
}
