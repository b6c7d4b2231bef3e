/* SPDX-License-Identifier: MIT */
/*
 * Keeps reader-writer semaphores, on the harness' locks. A task that takes one twice or gives
 * back one that it does not hold ends the engine.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_RWSEM_H
#define CLAIMCHECK_SHIM_LINUX_RWSEM_H

#include <linux/cleanup.h>
#include <linux/lockdep.h>
#include <linux/types.h>

struct rw_semaphore {
  struct lockdep_map dep_map;
};
#define __RWSEM_INITIALIZER(lock) \
  {                               \
    .dep_map = {.name = #lock }   \
  }
#define DECLARE_RWSEM(lock)                             \
  struct rw_semaphore lock = __RWSEM_INITIALIZER(lock); \
  CLAIMCHECK_LOCK_NAME(#lock)
void claimcheck_init_rwsem(struct rw_semaphore* lock, const char* name);
#define init_rwsem(lock) CLAIMCHECK_NAMED_INIT(claimcheck_init_rwsem, lock, #lock)
void down_read(struct rw_semaphore* lock);
/* assume: down_read_interruptible: and the killable kinds fail where the harness says so; the site
 * is the lock's name: region-lock where that has the word region, device-lock where it has dev or
 * device; such waits fail with -EINTR */
int down_read_interruptible(struct rw_semaphore* lock);
int down_read_killable(struct rw_semaphore* lock);
int down_read_trylock(struct rw_semaphore* lock);
void up_read(struct rw_semaphore* lock);
void down_write(struct rw_semaphore* lock);
int down_write_killable(struct rw_semaphore* lock);
int down_write_trylock(struct rw_semaphore* lock);
void up_write(struct rw_semaphore* lock);
/* assume: downgrade_write: others may come in between giving back and taking to read */
void downgrade_write(struct rw_semaphore* lock);
bool rwsem_is_locked(struct rw_semaphore* lock);
#define down_read_nested(lock, subclass) down_read(lock)
#define down_write_nested(lock, subclass) down_write(lock)
#define down_write_killable_nested(lock, subclass) down_write_killable(lock)
#define rwsem_assert_held(lock) lockdep_assert_held(lock)
#define rwsem_assert_held_write(lock) lockdep_assert_held_write(lock)

/* assume: ACQUIRE(rwsem_*): classes rwsem_read, rwsem_write with _try, _intr, _kill */
DEFINE_LOCK_GUARD_1(rwsem_read, struct rw_semaphore, down_read(_T->lock), up_read(_T->lock))
DEFINE_LOCK_GUARD_1_COND(rwsem_read, _try, down_read_trylock(_T->lock))
DEFINE_LOCK_GUARD_1_COND(rwsem_read, _intr, down_read_interruptible(_T->lock), _RET == 0)
DEFINE_LOCK_GUARD_1_COND(rwsem_read, _kill, down_read_killable(_T->lock), _RET == 0)
DEFINE_LOCK_GUARD_1(rwsem_write, struct rw_semaphore, down_write(_T->lock), up_write(_T->lock))
DEFINE_LOCK_GUARD_1_COND(rwsem_write, _try, down_write_trylock(_T->lock))
DEFINE_LOCK_GUARD_1_COND(rwsem_write, _kill, down_write_killable(_T->lock), _RET == 0)

#endif
