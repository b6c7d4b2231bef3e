// SPDX-License-Identifier: MIT
#include "impl/kernel/runtime/lock.h"

#include <linux/device.h>
#include <linux/kernel.h>
#include <linux/rwsem.h>
#include <linux/spinlock.h>

#include "impl/kernel/runtime/memory.h"
#include "impl/kernel/runtime/state.h"

static bool same(const char* a, const char* b) {
  return __builtin_strcmp(a, b) == 0;
}

static bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}

/* Whether a word begins here, of which there are some in &dax_region->lock. */
static bool begins_with(const char* at, const char* word) {
  while (*word && *at == *word) at++, word++;
  return !*word && !is_letter(*at);
}

/* The contract speaks of two locks by name (W3, W5): that of the regions, that of the devices. */
static const char* contract_name(const char* declared) {
  const char* found = NULL;
  bool begins = true;
  for (const char* at = declared; *at; at++) {
    if (begins && begins_with(at, "region")) return "region-lock";
    if (begins && (begins_with(at, "dev") || begins_with(at, "device"))) found = "device-lock";
    begins = !is_letter(*at);
  }
  return found;
}

const char* lock_name(const char* declared) {
  if (!declared) return "lock";
  if (same(declared, "device-mutex")) return declared; /* the driver core's, in any revision */
  const char* spoken_of = contract_name(declared);
  if (spoken_of) return spoken_of;
  const char* word = declared;
  for (const char* at = declared; *at; at++) {
    const bool part = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') ||
                      (*at >= '0' && *at <= '9') || *at == '_' || *at == '-';
    if (!part && at[1] != '\0') word = at + 1;
  }
  return word;
}

static struct runtime_held_lock* find(struct runtime_task* task, const struct lockdep_map* lock) {
  for (unsigned int i = task->held_count; i-- > 0;) {
    if (task->held[i].lock == lock) return &task->held[i];
  }
  return NULL;
}

int lock_take(const struct lockdep_map* lock, u32 mode, bool spinning, const void* caller) {
  memory_check(lock, sizeof(*lock), false, caller);
  struct runtime_task* task = runtime_task();
  const char* name = lock_name(lock->name);
  if (find(task, lock)) runtime_die("deadlock: a task takes %s, which it holds already", name);
  if (task->held_count == RUNTIME_MAX_HELD) runtime_die("a task holds too many locks");
  if (task->spinning && !spinning) {
    runtime_warn("takes %s, which may sleep, while it holds a spinlock", name);
  }
  const struct claimcheck_env* env = claimcheck_state.env;
  const int error = env->lock(env->context, lock, name, mode);
  if (error) return -EINTR; /* a wait fails with nothing else */
  /* It may have been freed while this task waited. */
  memory_check(lock, sizeof(*lock), false, caller);
  task->held[task->held_count++] =
      (struct runtime_held_lock){lock, (mode & CLAIMCHECK_WRITE) != 0, spinning};
  if (spinning) task->spinning++;
  return 0;
}

void lock_give(const struct lockdep_map* lock, bool write, const void* caller) {
  memory_check(lock, sizeof(*lock), false, caller);
  struct runtime_task* task = runtime_task();
  struct runtime_held_lock* held = find(task, lock);
  if (!held) runtime_die("gives back %s, which it does not hold", lock_name(lock->name));
  if (held->write != write) {
    runtime_die("gives back %s as if held to %s", lock_name(lock->name), write ? "write" : "read");
  }
  if (held->spinning) task->spinning--;
  task->held_count--;
  for (struct runtime_held_lock* at = held; at < &task->held[task->held_count]; at++) *at = at[1];
  claimcheck_state.env->unlock(claimcheck_state.env->context, lock);
}

bool lock_is_taken(const struct lockdep_map* lock, bool only_write) {
  for (unsigned int i = 0; i <= claimcheck_state.tasks_used; i++) {
    const struct runtime_held_lock* held = find(&claimcheck_state.tasks[i], lock);
    if (held && (held->write || !only_write)) return true;
  }
  return false;
}

/* A step, and then a lock that nobody holds: it is not waited for. */
bool lock_try(const struct lockdep_map* lock, u32 mode, bool spinning, const void* caller) {
  memory_check(lock, sizeof(*lock), false, caller);
  runtime_atomic((const char*)lock + 1, "trylock", CLAIMCHECK_WRITE);
  if (lock_is_taken(lock, mode == CLAIMCHECK_READ)) return false;
  return lock_take(lock, mode, spinning, caller) == 0;
}

bool claimcheck_is_held(const struct lockdep_map* lock, enum claimcheck_held how) {
  const struct runtime_held_lock* held = find(runtime_task(), lock);
  if (!held) return false;
  return how == CLAIMCHECK_HELD || held->write == (how == CLAIMCHECK_HELD_WRITE);
}

void runtime_operation_begin(void) {
  struct runtime_task* task = runtime_task();
  __builtin_memset(task->added, 0, sizeof(task->added));
}

static void give_back_what_is_held(const struct runtime_task* task) {
  while (task->held_count > 0) {
    const struct runtime_held_lock held = task->held[task->held_count - 1];
    runtime_warn("%s is still held at the end of the operation", lock_name(held.lock->name));
    lock_give(held.lock, held.write, NULL);
  }
}

void runtime_operation_end(void) {
  const struct runtime_task* task = runtime_task();
  give_back_what_is_held(task);
  if (!task->work && !task->callbacks && !task->unused) return;
  runtime_do_work();
  give_back_what_is_held(task);
}

bool runtime_any_lock_held(void) {
  for (unsigned int i = 0; i <= claimcheck_state.tasks_used; i++) {
    if (claimcheck_state.tasks[i].held_count > 0) return true;
  }
  return false;
}

void claimcheck_might_sleep(const char* file, int line) {
  if (runtime_task()->spinning) claimcheck_warn(file, line, "may sleep while it holds a spinlock");
}
