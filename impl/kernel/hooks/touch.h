/* SPDX-License-Identifier: MIT */
/* What every hook does with an address. */
#ifndef CLAIMCHECK_KERNEL_TOUCH_H
#define CLAIMCHECK_KERNEL_TOUCH_H

#include "impl/kernel/runtime/memory.h"
#include "impl/kernel/runtime/state.h"

enum { TOUCH_STACK_SIZE = 256 << 10 };

/* Whether tasks can share what is there: the arena, static data, or all but the running stack. Ends
   the engine if it may not be accessed. */
static inline bool touch_is_shared(const void* address, size_t size, bool write,
                                   const void* caller) {
  const size_t offset = (size_t)((const char*)address - claimcheck_arena.base);
  if (offset < claimcheck_arena.size) {
    const unsigned char shadow = claimcheck_arena.shadow[offset / 8];
    if (shadow > 8 || offset % 8 + size > shadow) memory_check(address, size, write, caller);
    return true;
  }
  if ((unsigned long)address < 65536 || (unsigned long)address >= (1UL << 47)) {
    memory_refuse(address, size, write, caller);
  }
  if (runtime_in_data(address)) return true;
  const size_t above = (size_t)((const char*)address - (const char*)__builtin_frame_address(0));
  return claimcheck_state.tells_heap && above >= TOUCH_STACK_SIZE;
}

static inline void touch(const void* address, size_t size, bool write, const void* caller) {
  if (!claimcheck_state.env) return;
  if (!touch_is_shared(address, size, write, caller)) return;
  runtime_access(address, size, "data", write ? CLAIMCHECK_WRITE : CLAIMCHECK_READ, caller);
}

/* An atomic access: a step, after which what is there is looked at again. */
static inline void touch_atomic(const void* address, size_t size, bool write, const void* caller) {
  if (!claimcheck_state.env) return;
  if (!touch_is_shared(address, size, write, caller)) return;
  runtime_atomic(address, "atomic", write ? CLAIMCHECK_WRITE : CLAIMCHECK_READ);
  touch_is_shared(address, size, write, caller);
}

#endif
