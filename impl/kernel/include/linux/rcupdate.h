/* SPDX-License-Identifier: MIT */
/*
 * Keeps readers, who are waited for, and what is published for them. What is to be done when they
 * are gone is done at the end of the operation that asked for it.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_RCUPDATE_H
#define CLAIMCHECK_SHIM_LINUX_RCUPDATE_H

#include <linux/cleanup.h>
#include <linux/compiler.h>
#include <linux/types.h>

/* assume: rcu_read_lock: may be nested; nothing in it may sleep */
void rcu_read_lock(void);
void rcu_read_unlock(void);
bool rcu_read_lock_held(void);
/* assume: synchronize_rcu: waits until nobody reads, also for readers that came later */
void synchronize_rcu(void);
/* assume: call_rcu: at the end of the operation, with no lock held, when nobody reads */
void call_rcu(struct callback_head* head, void (*function)(struct callback_head*));
void rcu_barrier(void);
/* assume: rcu_dereference: with rcu_assign_pointer a marked access, as READ_ONCE and WRITE_ONCE */
#define rcu_dereference(pointer) READ_ONCE(pointer)
#define rcu_dereference_protected(pointer, condition) (pointer)
#define rcu_dereference_check(pointer, condition) READ_ONCE(pointer)
#define rcu_dereference_raw(pointer) READ_ONCE(pointer)
#define rcu_access_pointer(pointer) READ_ONCE(pointer)
#define rcu_assign_pointer(pointer, value) WRITE_ONCE(pointer, value)
#define rcu_replace_pointer(pointer, value, condition) \
  ({                                                   \
    __typeof__(pointer) old_ = (pointer);              \
    WRITE_ONCE(pointer, value);                        \
    old_;                                              \
  })
#define RCU_INIT_POINTER(pointer, value) ((pointer) = (value))
DEFINE_LOCK_GUARD_0(rcu, rcu_read_lock(), rcu_read_unlock())

#endif
