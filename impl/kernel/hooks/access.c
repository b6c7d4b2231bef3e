// SPDX-License-Identifier: MIT
/* What gcc and clang call before each load and store of code compiled with -fsanitize=thread. */
#include "impl/kernel/hooks/touch.h"

void __tsan_init(void) {}
void __tsan_func_entry(void* caller) {
  (void)caller;
}
void __tsan_func_exit(void) {}
void __tsan_ignore_thread_begin(void) {}
void __tsan_ignore_thread_end(void) {}

#define HOOK(name, size, write)                  \
  void name(void* address);                      \
  void name(void* address) {                     \
    touch(address, size, write, RUNTIME_CALLER); \
  }
#define HOOKS(size)                              \
  HOOK(__tsan_read##size, size, false)           \
  HOOK(__tsan_write##size, size, true)           \
  HOOK(__tsan_read_write##size, size, true)      \
  HOOK(__tsan_unaligned_read##size, size, false) \
  HOOK(__tsan_unaligned_write##size, size, true) \
  HOOK(__tsan_unaligned_read_write##size, size, true)
HOOKS(1)
HOOKS(2)
HOOKS(4)
HOOKS(8)
HOOKS(16)

/* With --param tsan-distinguish-volatile=1 a volatile access is a marked one: a step. */
#define VOLATILE_HOOK(name, size, write)                \
  void name(void* address);                             \
  void name(void* address) {                            \
    touch_atomic(address, size, write, RUNTIME_CALLER); \
  }
#define VOLATILE_HOOKS(size)                                       \
  VOLATILE_HOOK(__tsan_volatile_read##size, size, false)           \
  VOLATILE_HOOK(__tsan_volatile_write##size, size, true)           \
  VOLATILE_HOOK(__tsan_unaligned_volatile_read##size, size, false) \
  VOLATILE_HOOK(__tsan_unaligned_volatile_write##size, size, true)
VOLATILE_HOOKS(1)
VOLATILE_HOOKS(2)
VOLATILE_HOOKS(4)
VOLATILE_HOOKS(8)
VOLATILE_HOOKS(16)

static void touch_range(const void* address, size_t size, bool write, const void* caller) {
  if (!claimcheck_state.env || size == 0) return;
  memory_check(address, size, write, caller);
  touch(address, size, write, caller);
}
void __tsan_read_range(void* address, size_t size);
void __tsan_read_range(void* address, size_t size) {
  touch_range(address, size, false, RUNTIME_CALLER);
}
void __tsan_write_range(void* address, size_t size);
void __tsan_write_range(void* address, size_t size) {
  touch_range(address, size, true, RUNTIME_CALLER);
}

/* A C++ object's table of virtual functions, while it is made and destroyed. */
void __tsan_vptr_read(void** place);
void __tsan_vptr_read(void** place) {
  touch(place, sizeof(*place), false, RUNTIME_CALLER);
}
void __tsan_vptr_update(void** place, void* value);
void __tsan_vptr_update(void** place, void* value) {
  if (*place != value) touch(place, sizeof(*place), true, RUNTIME_CALLER);
}

/* clang calls these for what it leaves to functions. */
void* __tsan_memcpy(void* to, const void* from, size_t size);
void* __tsan_memcpy(void* to, const void* from, size_t size) {
  touch_range(from, size, false, RUNTIME_CALLER);
  touch_range(to, size, true, RUNTIME_CALLER);
  return __builtin_memcpy(to, from, size);
}
void* __tsan_memmove(void* to, const void* from, size_t size);
void* __tsan_memmove(void* to, const void* from, size_t size) {
  touch_range(from, size, false, RUNTIME_CALLER);
  touch_range(to, size, true, RUNTIME_CALLER);
  return __builtin_memmove(to, from, size);
}
void* __tsan_memset(void* to, int value, size_t size);
void* __tsan_memset(void* to, int value, size_t size) {
  touch_range(to, size, true, RUNTIME_CALLER);
  return __builtin_memset(to, value, size);
}
