/* SPDX-License-Identifier: MIT */
/*
 * Keeps spinlocks, on the harness' locks; interrupts do not exist. A task that holds one must
 * not sleep, which is checked.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_SPINLOCK_H
#define CLAIMCHECK_SHIM_LINUX_SPINLOCK_H

#include <linux/cleanup.h>
#include <linux/lockdep.h>
#include <linux/types.h>

typedef struct spinlock {
  struct lockdep_map dep_map;
} spinlock_t;
typedef spinlock_t raw_spinlock_t;
typedef spinlock_t rwlock_t;
#define __SPIN_LOCK_UNLOCKED(lock) \
  {                                \
    .dep_map = {.name = #lock }    \
  }
#define DEFINE_SPINLOCK(lock) spinlock_t lock = __SPIN_LOCK_UNLOCKED(lock)
#define DEFINE_RAW_SPINLOCK(lock) DEFINE_SPINLOCK(lock)
#define DEFINE_RWLOCK(lock) DEFINE_SPINLOCK(lock)
void claimcheck_spin_init(spinlock_t* lock, const char* name);
#define spin_lock_init(lock) claimcheck_spin_init(lock, #lock)
#define raw_spin_lock_init(lock) claimcheck_spin_init(lock, #lock)
#define rwlock_init(lock) claimcheck_spin_init(lock, #lock)
/* assume: spin_lock: a lock of the harness, to write; the _irq and _bh kinds are the same */
void spin_lock(spinlock_t* lock);
void spin_unlock(spinlock_t* lock);
int spin_trylock(spinlock_t* lock);
void read_lock(rwlock_t* lock);
void read_unlock(rwlock_t* lock);
#define write_lock(lock) spin_lock(lock)
#define write_unlock(lock) spin_unlock(lock)
#define spin_lock_irq(lock) spin_lock(lock)
#define spin_unlock_irq(lock) spin_unlock(lock)
#define spin_lock_bh(lock) spin_lock(lock)
#define spin_unlock_bh(lock) spin_unlock(lock)
#define spin_lock_nested(lock, subclass) spin_lock(lock)
#define spin_lock_irqsave(lock, flags) ((flags) = 0, spin_lock(lock))
#define spin_unlock_irqrestore(lock, flags) ((void)(flags), spin_unlock(lock))
#define raw_spin_lock(lock) spin_lock(lock)
#define raw_spin_unlock(lock) spin_unlock(lock)
#define raw_spin_lock_irqsave(lock, flags) spin_lock_irqsave(lock, flags)
#define raw_spin_unlock_irqrestore(lock, flags) spin_unlock_irqrestore(lock, flags)
#define assert_spin_locked(lock) lockdep_assert_held(lock)

DEFINE_LOCK_GUARD_1(spinlock, spinlock_t, spin_lock(_T->lock), spin_unlock(_T->lock))
DEFINE_LOCK_GUARD_1_COND(spinlock, _try, spin_trylock(_T->lock))
DEFINE_LOCK_GUARD_1(spinlock_irq, spinlock_t, spin_lock(_T->lock), spin_unlock(_T->lock))
DEFINE_LOCK_GUARD_1(spinlock_bh, spinlock_t, spin_lock(_T->lock), spin_unlock(_T->lock))
DEFINE_LOCK_GUARD_1(spinlock_irqsave, spinlock_t, spin_lock(_T->lock), spin_unlock(_T->lock),
                    unsigned long flags)
DEFINE_LOCK_GUARD_1(raw_spinlock, spinlock_t, spin_lock(_T->lock), spin_unlock(_T->lock))
DEFINE_LOCK_GUARD_1(read_lock, rwlock_t, read_lock(_T->lock), read_unlock(_T->lock))
DEFINE_LOCK_GUARD_1(write_lock, rwlock_t, spin_lock(_T->lock), spin_unlock(_T->lock))

#endif
