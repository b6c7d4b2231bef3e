/* SPDX-License-Identifier: MIT */
/* What the runtime knows of the engine that lives, and how it speaks to the harness. */
#ifndef CLAIMCHECK_KERNEL_STATE_H
#define CLAIMCHECK_KERNEL_STATE_H

#include <linux/list.h>
#include <linux/lockdep.h>
#include <linux/types.h>

#include "impl/engine.h"
#include "impl/kernel/runtime/runtime.h"

#define RUNTIME_MAX_TASKS 64
#define RUNTIME_MAX_HELD 32
#define RUNTIME_LOG_LINES 8
#define RUNTIME_LOG_WIDTH 160

struct runtime_held_lock {
  const struct lockdep_map* lock;
  bool write;
  bool spinning;
};

struct runtime_task {
  struct runtime_held_lock held[RUNTIME_MAX_HELD];
  unsigned int held_count;
  unsigned int spinning;
  char* page; /* where a show writes */
  /* What it queued and has not done, and what it does. */
  struct work_struct *work, *doing;
  /* What is to be called and freed when no reader is left, and how deep it reads itself. */
  struct callback_head *callbacks, *unused;
  unsigned int reading;
  /* By parent; a name is kept, as the device itself may be gone when it is asked for. */
  struct {
    const struct device* parent;
    char name[32];
  } added[4];
};

struct runtime_state {
  const struct claimcheck_env* env; /* NULL while no engine lives */
  struct runtime_counts counts;
  struct list_head buses;
  struct runtime_task tasks[RUNTIME_MAX_TASKS];
  unsigned int tasks_used;
  u64 random;
  int memregions;
  struct resource* last_made;
  int core_lock;
  bool tells_heap; /* of a plugin whose memory is the C library's */
  char log[RUNTIME_LOG_LINES][RUNTIME_LOG_WIDTH];
  unsigned int logged;
};
extern struct runtime_state claimcheck_state;

/* As runtime_begin(), but for the static variables, which stay as they are. */
void state_begin(const struct claimcheck_env* env);
struct runtime_task* runtime_task(void);
/* Does what the task queued. */
void runtime_do_work(void);
void runtime_do_callbacks(struct runtime_task* task);
/* Whether an address is in the shared object's own writable data. */
bool runtime_in_data(const void* address);

/* Formats, and tells the harness. */
void runtime_die(const char* format, ...) __noreturn __printf(1, 2);
void runtime_warn(const char* format, ...) __printf(1, 2);

/*
 * Excludes other threads from the runtime's own lists for a moment. Nothing inside calls the
 * harness or kernel code, so that no other task can come in between on fibers.
 */
static inline void runtime_core_lock(void) {
  while (__atomic_exchange_n(&claimcheck_state.core_lock, 1, __ATOMIC_ACQUIRE)) {
  }
}
static inline void runtime_core_unlock(void) {
  __atomic_store_n(&claimcheck_state.core_lock, 0, __ATOMIC_RELEASE);
}

static inline int runtime_fail(const char* site) {
  const struct claimcheck_env* env = claimcheck_state.env;
  return env->fail(env->context, site);
}
static inline void runtime_atomic(const void* object, const char* name, u32 mode) {
  const struct claimcheck_env* env = claimcheck_state.env;
  env->atomic(env->context, object, name, mode);
}
static inline void runtime_acquire(const void* object) {
  const struct claimcheck_env* env = claimcheck_state.env;
  env->acquire(env->context, object);
}
static inline void runtime_release(const void* object) {
  const struct claimcheck_env* env = claimcheck_state.env;
  env->release(env->context, object);
}
/* An access that the runtime makes for kernel code at `address`. */
static inline void runtime_access(const void* object, size_t size, const char* name, u32 mode,
                                  const void* address) {
  const struct claimcheck_env* env = claimcheck_state.env;
  const struct claimcheck_source source = {NULL, 0, address};
  env->access(env->context, object, size, name, mode, &source);
}
#define RUNTIME_CALLER ((const void*)((const char*)__builtin_return_address(0) - 1))

static inline void runtime_count(u64* counter, int by) {
  __atomic_fetch_add(counter, (u64)(s64)by, __ATOMIC_RELAXED);
}

#endif
