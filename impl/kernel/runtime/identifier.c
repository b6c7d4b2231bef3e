// SPDX-License-Identifier: MIT
/* Identifier allocators. Each call is one step on the allocator, as its own lock makes it. */
#include <linux/bug.h>
#include <linux/idr.h>
#include <linux/memregion.h>

#include "impl/kernel/runtime/memory.h"
#include "impl/kernel/runtime/state.h"

#define MAX_ID 65535u

static unsigned long* word_of(struct ida* ida, unsigned int id) {
  if (id < CLAIMCHECK_IDA_WORDS * 64) return &ida->words[id / 64];
  const unsigned int at = id / 64 - CLAIMCHECK_IDA_WORDS;
  return at < ida->more_count ? &ida->more[at] : NULL;
}

static void enter(const struct ida* ida, const void* caller) {
  memory_check(ida, sizeof(*ida), true, caller);
  runtime_atomic(ida, "ida", CLAIMCHECK_WRITE);
  memory_check(ida, sizeof(*ida), true, caller);
}

void ida_init(struct ida* ida) {
  memory_check(ida, sizeof(*ida), true, RUNTIME_CALLER);
  *ida = (struct ida)IDA_INIT(ida);
}

static bool has(struct ida* ida, unsigned int id) {
  const unsigned long* word = word_of(ida, id);
  return word && (*word >> (id % 64) & 1);
}

static int take(struct ida* ida, unsigned int id) {
  if (!word_of(ida, id)) {
    const unsigned int count = ida->more_count ? 2 * ida->more_count : 16;
    unsigned long* more = memory_allocate(count * sizeof(*more), false, 0, NULL);
    for (unsigned int i = 0; i < ida->more_count; i++) more[i] = ida->more[i];
    ida->more = more;
    ida->more_count = count;
    return take(ida, id);
  }
  *word_of(ida, id) |= 1UL << (id % 64);
  runtime_count(&claimcheck_state.counts.ids, 1);
  return (int)id;
}

static int allocate(struct ida* ida, unsigned int low, unsigned int high) {
  for (unsigned int id = low; id <= high && id <= MAX_ID; id++) {
    if (!has(ida, id)) return take(ida, id);
  }
  return -ENOSPC;
}

int ida_alloc_range(struct ida* ida, unsigned int low, unsigned int high, gfp_t flags) {
  (void)flags;
  const int error = runtime_fail("allocate-id");
  if (error) return error;
  enter(ida, RUNTIME_CALLER);
  return allocate(ida, low, high);
}

static bool give(struct ida* ida, unsigned int id) {
  if (!has(ida, id)) return false;
  *word_of(ida, id) &= ~(1UL << (id % 64));
  runtime_count(&claimcheck_state.counts.ids, -1);
  return true;
}

void ida_free(struct ida* ida, unsigned int id) {
  if ((int)id < 0) return;
  enter(ida, RUNTIME_CALLER);
  if (!give(ida, id)) runtime_warn("ida_free called for id=%d which is not allocated.", (int)id);
}

void ida_destroy(struct ida* ida) {
  enter(ida, RUNTIME_CALLER);
  for (unsigned int id = 0; word_of(ida, id); id++) give(ida, id);
}

bool ida_is_empty(const struct ida* ida) {
  enter(ida, RUNTIME_CALLER);
  for (unsigned int id = 0; word_of((struct ida*)ida, id); id++) {
    if (has((struct ida*)ida, id)) return false;
  }
  return true;
}

bool ida_exists(struct ida* ida, unsigned int id) {
  enter(ida, RUNTIME_CALLER);
  return has(ida, id);
}

int ida_find_first_range(struct ida* ida, unsigned int low, unsigned int high) {
  enter(ida, RUNTIME_CALLER);
  for (unsigned int id = low; id <= high && word_of(ida, id); id++) {
    if (has(ida, id)) return (int)id;
  }
  return -ENOENT;
}

void idr_init(struct idr* idr) {
  *idr = (struct idr)IDR_INIT(idr);
}

/* `last` is the last that may be taken. */
static int idr_take(struct idr* idr, void* pointer, unsigned int start, unsigned int last) {
  const int id = allocate(&idr->ida, start, last);
  if (id < 0) return id;
  if ((unsigned int)id >= idr->slot_count) {
    const unsigned int count = 2 * (unsigned int)id + 16;
    void** slots = memory_allocate(count * sizeof(*slots), false, 0, NULL);
    for (unsigned int i = 0; i < idr->slot_count; i++) slots[i] = idr->slots[i];
    idr->slots = slots;
    idr->slot_count = count;
  }
  idr->slots[id] = pointer;
  return id;
}

static unsigned int last_of(int end) {
  return end > 0 ? (unsigned int)end - 1 : MAX_ID;
}

int idr_alloc(struct idr* idr, void* pointer, int start, int end, gfp_t flags) {
  (void)flags;
  const int error = runtime_fail("allocate-id");
  if (error) return error;
  enter(&idr->ida, RUNTIME_CALLER);
  return idr_take(idr, pointer, (unsigned int)start, last_of(end));
}

int idr_alloc_u32(struct idr* idr, void* pointer, u32* next, unsigned long max, gfp_t flags) {
  (void)flags;
  const int error = runtime_fail("allocate-id");
  if (error) return error;
  enter(&idr->ida, RUNTIME_CALLER);
  const int id = idr_take(idr, pointer, *next, max < MAX_ID ? (unsigned int)max : MAX_ID);
  if (id < 0) return id;
  *next = (u32)id;
  return 0;
}

int idr_alloc_cyclic(struct idr* idr, void* pointer, int start, int end, gfp_t flags) {
  (void)flags;
  const int error = runtime_fail("allocate-id");
  if (error) return error;
  enter(&idr->ida, RUNTIME_CALLER);
  const unsigned int low = (unsigned int)start, from = idr->next > low ? idr->next : low;
  int id = from <= last_of(end) ? idr_take(idr, pointer, from, last_of(end)) : -ENOSPC;
  if (id == -ENOSPC && from > low) id = idr_take(idr, pointer, low, last_of(end));
  if (id >= 0) idr->next = (unsigned int)id + 1;
  return id;
}

bool idr_is_empty(const struct idr* idr) {
  return ida_is_empty(&idr->ida);
}

int idr_for_each(const struct idr* idr, int (*look)(int id, void* pointer, void* data),
                 void* data) {
  enter(&idr->ida, RUNTIME_CALLER);
  for (unsigned int id = 0; id < idr->slot_count; id++) {
    const int rc = idr->slots[id] ? look((int)id, idr->slots[id], data) : 0;
    if (rc) return rc;
  }
  return 0;
}

void* idr_find(const struct idr* idr, unsigned long id) {
  enter(&idr->ida, RUNTIME_CALLER);
  return id < idr->slot_count ? idr->slots[id] : NULL;
}

void* idr_replace(struct idr* idr, void* pointer, unsigned long id) {
  enter(&idr->ida, RUNTIME_CALLER);
  if (id >= idr->slot_count || !has(&idr->ida, (unsigned int)id)) return ERR_PTR(-ENOENT);
  void* old = idr->slots[id];
  idr->slots[id] = pointer;
  return old;
}

void* idr_remove(struct idr* idr, unsigned long id) {
  enter(&idr->ida, RUNTIME_CALLER);
  if (id >= idr->slot_count || !give(&idr->ida, (unsigned int)id)) return NULL;
  void* old = idr->slots[id];
  idr->slots[id] = NULL;
  return old;
}

void* idr_get_next(struct idr* idr, int* next) {
  enter(&idr->ida, RUNTIME_CALLER);
  for (unsigned int id = (unsigned int)*next; id < idr->slot_count; id++) {
    if (!idr->slots[id]) continue;
    *next = (int)id;
    return idr->slots[id];
  }
  return NULL;
}

void idr_destroy(struct idr* idr) {
  ida_destroy(&idr->ida);
}

int memregion_alloc(gfp_t flags) {
  (void)flags;
  const int error = runtime_fail("allocate-id");
  return error ? error : __atomic_fetch_add(&claimcheck_state.memregions, 1, __ATOMIC_SEQ_CST);
}
void memregion_free(int id) {
  (void)id;
}
