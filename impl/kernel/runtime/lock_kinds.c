// SPDX-License-Identifier: MIT
/* The kernel's kinds of lock, by name. */
#include <linux/completion.h>
#include <linux/device.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/spinlock.h>

#include "impl/kernel/runtime/lock.h"
#include "impl/kernel/runtime/state.h"

enum {
  READ = CLAIMCHECK_READ,
  WRITE = CLAIMCHECK_WRITE,
  READ_OR_FAIL = CLAIMCHECK_READ | CLAIMCHECK_INTERRUPTIBLE,
  WRITE_OR_FAIL = CLAIMCHECK_WRITE | CLAIMCHECK_INTERRUPTIBLE
};

void claimcheck_mutex_init(struct mutex* lock, const char* name) {
  lock->dep_map.name = name;
}
void mutex_destroy(struct mutex* lock) {
  if (lock_is_taken(&lock->dep_map, false)) runtime_warn("mutex_destroy() of a mutex that is held");
}
void mutex_lock(struct mutex* lock) {
  lock_take(&lock->dep_map, WRITE, false, RUNTIME_CALLER);
}
int mutex_lock_interruptible(struct mutex* lock) {
  return lock_take(&lock->dep_map, WRITE_OR_FAIL, false, RUNTIME_CALLER);
}
int mutex_lock_killable(struct mutex* lock) {
  return lock_take(&lock->dep_map, WRITE_OR_FAIL, false, RUNTIME_CALLER);
}
int mutex_trylock(struct mutex* lock) {
  return lock_try(&lock->dep_map, WRITE, false, RUNTIME_CALLER);
}
void mutex_unlock(struct mutex* lock) {
  lock_give(&lock->dep_map, true, RUNTIME_CALLER);
}
bool mutex_is_locked(struct mutex* lock) {
  return lock_is_taken(&lock->dep_map, false);
}

void claimcheck_init_rwsem(struct rw_semaphore* lock, const char* name) {
  lock->dep_map.name = name;
}
void down_read(struct rw_semaphore* lock) {
  lock_take(&lock->dep_map, READ, false, RUNTIME_CALLER);
}
int down_read_interruptible(struct rw_semaphore* lock) {
  return lock_take(&lock->dep_map, READ_OR_FAIL, false, RUNTIME_CALLER);
}
int down_read_killable(struct rw_semaphore* lock) {
  return lock_take(&lock->dep_map, READ_OR_FAIL, false, RUNTIME_CALLER);
}
int down_read_trylock(struct rw_semaphore* lock) {
  return lock_try(&lock->dep_map, READ, false, RUNTIME_CALLER);
}
void up_read(struct rw_semaphore* lock) {
  lock_give(&lock->dep_map, false, RUNTIME_CALLER);
}
void down_write(struct rw_semaphore* lock) {
  lock_take(&lock->dep_map, WRITE, false, RUNTIME_CALLER);
}
int down_write_killable(struct rw_semaphore* lock) {
  return lock_take(&lock->dep_map, WRITE_OR_FAIL, false, RUNTIME_CALLER);
}
int down_write_trylock(struct rw_semaphore* lock) {
  return lock_try(&lock->dep_map, WRITE, false, RUNTIME_CALLER);
}
void up_write(struct rw_semaphore* lock) {
  lock_give(&lock->dep_map, true, RUNTIME_CALLER);
}
void downgrade_write(struct rw_semaphore* lock) {
  lock_give(&lock->dep_map, true, RUNTIME_CALLER);
  lock_take(&lock->dep_map, READ, false, RUNTIME_CALLER);
}
bool rwsem_is_locked(struct rw_semaphore* lock) {
  return lock_is_taken(&lock->dep_map, false);
}

void claimcheck_spin_init(spinlock_t* lock, const char* name) {
  lock->dep_map.name = name;
}
void spin_lock(spinlock_t* lock) {
  lock_take(&lock->dep_map, WRITE, true, RUNTIME_CALLER);
}
void spin_unlock(spinlock_t* lock) {
  lock_give(&lock->dep_map, true, RUNTIME_CALLER);
}
int spin_trylock(spinlock_t* lock) {
  return lock_try(&lock->dep_map, WRITE, true, RUNTIME_CALLER);
}
void read_lock(rwlock_t* lock) {
  lock_take(&lock->dep_map, READ, true, RUNTIME_CALLER);
}
void read_unlock(rwlock_t* lock) {
  lock_give(&lock->dep_map, false, RUNTIME_CALLER);
}

void device_lock(struct device* dev) {
  lock_take(&dev->mutex.dep_map, WRITE, false, RUNTIME_CALLER);
}
void device_unlock(struct device* dev) {
  lock_give(&dev->mutex.dep_map, true, RUNTIME_CALLER);
}
int device_trylock(struct device* dev) {
  return lock_try(&dev->mutex.dep_map, WRITE, false, RUNTIME_CALLER);
}
int device_lock_interruptible(struct device* dev) {
  return lock_take(&dev->mutex.dep_map, WRITE_OR_FAIL, false, RUNTIME_CALLER);
}

void init_completion(struct completion* completion) {
  completion->done.counter = 0;
}
void reinit_completion(struct completion* completion) {
  completion->done.counter = 0;
}
void complete(struct completion* completion) {
  runtime_atomic(completion, "completion", WRITE);
  __atomic_fetch_add(&completion->done.counter, 1, __ATOMIC_SEQ_CST);
}
void complete_all(struct completion* completion) {
  runtime_atomic(completion, "completion", WRITE);
  __atomic_store_n(&completion->done.counter, 1 << 30, __ATOMIC_SEQ_CST);
}
bool completion_done(struct completion* completion) {
  runtime_atomic(completion, "completion", READ);
  return __atomic_load_n(&completion->done.counter, __ATOMIC_SEQ_CST) != 0;
}
void wait_for_completion(struct completion* completion) {
  for (int looks = 0; looks < 1000; looks++) {
    runtime_atomic(completion, "completion", WRITE);
    int done = __atomic_load_n(&completion->done.counter, __ATOMIC_SEQ_CST);
    if (done == 0) continue;
    if (done < 1 << 30) __atomic_fetch_sub(&completion->done.counter, 1, __ATOMIC_SEQ_CST);
    return;
  }
  runtime_die("waits for a completion that does not come");
}

void claimcheck_wait_step(const void* on, int looks) {
  if (looks >= 1000) runtime_die("waits for a condition that does not come");
  runtime_atomic(on, "wait", WRITE);
}
