// SPDX-License-Identifier: MIT
/* Readers share a lock; who waits for them takes it to write. */
#include <linux/kernel.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

#include "impl/kernel/runtime/lock.h"
#include "impl/kernel/runtime/memory.h"
#include "impl/kernel/runtime/state.h"

static struct lockdep_map readers = {.name = "rcu"};

/* Of a task that reads within reading only the outermost counts. */
void rcu_read_lock(void) {
  struct runtime_task* task = runtime_task();
  if (task->reading++ == 0) lock_take(&readers, CLAIMCHECK_READ, true, RUNTIME_CALLER);
}
void rcu_read_unlock(void) {
  struct runtime_task* task = runtime_task();
  if (task->reading == 0) runtime_die("rcu_read_unlock() without rcu_read_lock()");
  if (--task->reading == 0) lock_give(&readers, false, RUNTIME_CALLER);
}
bool rcu_read_lock_held(void) {
  return runtime_task()->reading > 0;
}

void synchronize_rcu(void) {
  if (runtime_task()->reading > 0) runtime_die("synchronize_rcu() waits for its own reader");
  might_sleep();
  lock_take(&readers, CLAIMCHECK_WRITE, false, RUNTIME_CALLER);
  lock_give(&readers, true, RUNTIME_CALLER);
}

static void append(struct callback_head** list, struct callback_head* head, void* what,
                   const void* caller) {
  memory_check(head, sizeof(*head), true, caller);
  head->func = (void (*)(struct callback_head*))what;
  head->next = NULL;
  while (*list) list = &(*list)->next;
  *list = head;
}

void call_rcu(struct callback_head* head, void (*function)(struct callback_head*)) {
  append(&runtime_task()->callbacks, head, (void*)function, RUNTIME_CALLER);
}

/* In place of a function its head has the object. */
void claimcheck_kfree_rcu(struct callback_head* head, const void* object) {
  if (object) append(&runtime_task()->unused, head, (void*)object, RUNTIME_CALLER);
}
void kfree_rcu_mightsleep(const void* object) {
  synchronize_rcu();
  kfree(object);
}

void runtime_do_callbacks(struct runtime_task* task) {
  while (task->callbacks || task->unused) {
    struct callback_head *callbacks = task->callbacks, *unused = task->unused, *next;
    task->callbacks = NULL;
    task->unused = NULL;
    synchronize_rcu();
    for (; unused; unused = next) {
      next = unused->next;
      kfree((const void*)unused->func);
    }
    for (; callbacks; callbacks = next) {
      next = callbacks->next;
      callbacks->func(callbacks);
    }
  }
}

/* Of other tasks each is done by the task that asked for it, at the end of its operation. */
void rcu_barrier(void) {
  runtime_do_callbacks(runtime_task());
}
