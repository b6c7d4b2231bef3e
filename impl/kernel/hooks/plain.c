// SPDX-License-Identifier: MIT
/* A plugin that is no kernel code: it begins and ends by hand, and malloc() is the arena's. */
#include "impl/kernel/hooks/hooks.h"
#include "impl/kernel/hooks/touch.h"

/* By the linker, where it is told to --wrap these; else there are none. */
void* __real_malloc(size_t size) __weak;

void claimcheck_hooks_begin(const struct claimcheck_env* env) {
  state_begin(env);
  /* Then what is shared lies anywhere, and not in the arena. */
  claimcheck_state.tells_heap = !__real_malloc;
}
void claimcheck_hooks_end(void) {
  memory_end();
  claimcheck_state.env = NULL;
}
uint64_t claimcheck_hooks_held(void) {
  return claimcheck_state.counts.allocations;
}

/* Nobody calls what follows where the linker is not told to --wrap it. */
void* __real_calloc(size_t count, size_t size) __weak;
void* __real_realloc(void* object, size_t size) __weak;
void __real_free(void* object) __weak;
void* __wrap_malloc(size_t size);
void* __wrap_calloc(size_t count, size_t size);
void* __wrap_realloc(void* object, size_t size);
void __wrap_free(void* object);

enum { FILL_NEW = 0x5a };

static bool in_arena(const void* object) {
  return (size_t)((const char*)object - claimcheck_arena.base) < claimcheck_arena.size;
}

void* __wrap_malloc(size_t size) {
  if (!claimcheck_state.env) return __real_malloc(size);
  return memory_allocate(size ? size : 1, true, FILL_NEW, RUNTIME_CALLER);
}

void* __wrap_calloc(size_t count, size_t size) {
  if (!claimcheck_state.env) return __real_calloc(count, size);
  size_t whole;
  if (__builtin_mul_overflow(count, size, &whole)) return NULL;
  return memory_allocate(whole ? whole : 1, true, 0, RUNTIME_CALLER);
}

void __wrap_free(void* object) {
  if (!object) return;
  if (!in_arena(object)) {
    __real_free(object);
  } else if (claimcheck_state.env) {
    memory_free(object, RUNTIME_CALLER);
  }
}

void* __wrap_realloc(void* object, size_t size) {
  if (object ? !in_arena(object) : !claimcheck_state.env) return __real_realloc(object, size);
  char* moved = memory_allocate(size ? size : 1, true, FILL_NEW, RUNTIME_CALLER);
  if (!object) return moved;
  const size_t old = memory_size(object, RUNTIME_CALLER);
  __builtin_memcpy(moved, object, old < size ? old : size);
  memory_free(object, RUNTIME_CALLER);
  return moved;
}
