// SPDX-License-Identifier: MIT
/* Work that is done later: each task has what it queued, and does it when it holds no lock. */
#include <linux/wait.h>
#include <linux/workqueue.h>

#include "impl/kernel/runtime/memory.h"
#include "impl/kernel/runtime/state.h"

static bool take_from(struct runtime_task* task, const struct work_struct* work) {
  for (struct work_struct** at = &task->work; *at; at = &(*at)->next) {
    if (*at != work) continue;
    *at = work->next;
    return true;
  }
  return false;
}

/* Whether it waited; then it is nobody's any more. */
static bool take(struct work_struct* work, const void* caller) {
  bool taken = false;
  memory_check(work, sizeof(*work), true, caller);
  runtime_atomic(work, "work", CLAIMCHECK_WRITE);
  memory_check(work, sizeof(*work), true, caller);
  runtime_core_lock();
  for (unsigned int i = 0; !taken && work->pending && i <= claimcheck_state.tasks_used; i++)
    taken = take_from(&claimcheck_state.tasks[i], work);
  if (taken) work->pending = false;
  runtime_core_unlock();
  return taken;
}

static bool is_done_by_another(const struct runtime_task* self, const struct work_struct* work) {
  for (unsigned int i = 0; i <= claimcheck_state.tasks_used; i++) {
    const struct runtime_task* task = &claimcheck_state.tasks[i];
    if (task != self && __atomic_load_n(&task->doing, __ATOMIC_ACQUIRE) == work) return true;
  }
  return false;
}

static void wait_for(const struct work_struct* work) {
  const struct runtime_task* self = runtime_task();
  for (int looks = 0; is_done_by_another(self, work); looks++) claimcheck_wait_step(work, looks);
}

/* The work may free itself: nothing of it is looked at afterwards. */
static void perform(struct work_struct* work) {
  struct runtime_task* task = runtime_task();
  struct work_struct* outer = task->doing;
  const work_func_t function = work->func;
  __atomic_store_n(&task->doing, work, __ATOMIC_RELEASE);
  runtime_acquire(work);
  function(work);
  __atomic_store_n(&task->doing, outer, __ATOMIC_RELEASE);
}

bool schedule_work(struct work_struct* work) {
  struct runtime_task* task = runtime_task();
  memory_check(work, sizeof(*work), true, RUNTIME_CALLER);
  runtime_atomic(work, "work", CLAIMCHECK_WRITE);
  runtime_release(work);
  runtime_core_lock();
  const bool is_new = !work->pending;
  if (is_new) {
    struct work_struct** end = &task->work;
    while (*end) end = &(*end)->next;
    work->pending = true;
    work->next = NULL;
    *end = work;
  }
  runtime_core_unlock();
  return is_new;
}

bool flush_work(struct work_struct* work) {
  const bool waited = take(work, RUNTIME_CALLER);
  if (waited) perform(work);
  wait_for(work);
  return waited;
}

bool cancel_work(struct work_struct* work) {
  return take(work, RUNTIME_CALLER);
}

bool cancel_work_sync(struct work_struct* work) {
  const bool waited = take(work, RUNTIME_CALLER);
  wait_for(work);
  return waited;
}

static void do_all_of(struct runtime_task* task) {
  while (task->work) flush_work(task->work);
}

void claimcheck_flush_all_work(void) {
  for (unsigned int i = 0; i <= claimcheck_state.tasks_used; i++)
    do_all_of(&claimcheck_state.tasks[i]);
}

void runtime_do_work(void) {
  struct runtime_task* task = runtime_task();
  while (task->work || task->callbacks || task->unused) {
    do_all_of(task);
    runtime_do_callbacks(task);
  }
}
