/* SPDX-License-Identifier: MIT */
/*
 * Keeps mutexes, on the harness' locks. A task that takes one twice or gives back one that it
 * does not hold ends the engine.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_MUTEX_H
#define CLAIMCHECK_SHIM_LINUX_MUTEX_H

#include <linux/cleanup.h>
#include <linux/lockdep.h>
#include <linux/types.h>

struct mutex {
  struct lockdep_map dep_map;
};
#define __MUTEX_INITIALIZER(lock) \
  {                               \
    .dep_map = {.name = #lock }   \
  }
#define DEFINE_MUTEX(lock)                       \
  struct mutex lock = __MUTEX_INITIALIZER(lock); \
  CLAIMCHECK_LOCK_NAME(#lock)
void claimcheck_mutex_init(struct mutex* lock, const char* name);
#define mutex_init(lock) CLAIMCHECK_NAMED_INIT(claimcheck_mutex_init, lock, #lock)
#define __mutex_init(lock, name, key) claimcheck_mutex_init(lock, name)
void mutex_destroy(struct mutex* lock);
void mutex_lock(struct mutex* lock);
/* assume: mutex_lock_interruptible: fails where the harness says so; the site is the lock's name */
int mutex_lock_interruptible(struct mutex* lock);
int mutex_lock_killable(struct mutex* lock);
/* assume: mutex_trylock: 0 where any task holds it; the harness sees a lock that never waits */
int mutex_trylock(struct mutex* lock);
void mutex_unlock(struct mutex* lock);
bool mutex_is_locked(struct mutex* lock);
#define mutex_lock_nested(lock, subclass) mutex_lock(lock)
#define mutex_lock_io(lock) mutex_lock(lock)
#define mutex_lock_interruptible_nested(lock, subclass) mutex_lock_interruptible(lock)
static inline int devm_mutex_init_(struct mutex* lock) {
  claimcheck_mutex_init(lock, "mutex");
  return 0;
}
#define devm_mutex_init(dev, lock) devm_mutex_init_(lock)

DEFINE_GUARD(mutex, struct mutex*, mutex_lock(_T), mutex_unlock(_T))
DEFINE_GUARD_COND(mutex, _try, mutex_trylock(_T))
DEFINE_GUARD_COND(mutex, _intr, mutex_lock_interruptible(_T), _RET == 0)
DEFINE_GUARD_COND(mutex, _kill, mutex_lock_killable(_T), _RET == 0)

#endif
