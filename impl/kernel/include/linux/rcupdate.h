/* SPDX-License-Identifier: MIT */
/*
 * Keeps the names. Readers are not waited for: code that relies on a grace period is not judged
 * right or wrong here.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_RCUPDATE_H
#define CLAIMCHECK_SHIM_LINUX_RCUPDATE_H

#include <linux/cleanup.h>
#include <linux/compiler.h>
#include <linux/types.h>

/* assume: rcu_*: no-ops; rcu_dereference and rcu_assign_pointer are marked accesses; call_rcu runs
 * at once */
#define rcu_read_lock() (void)0
#define rcu_read_unlock() (void)0
#define rcu_read_lock_held() 1
#define synchronize_rcu() (void)0
#define rcu_barrier() (void)0
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
#define call_rcu(head, function) (function)(head)
DEFINE_LOCK_GUARD_0(rcu, rcu_read_lock(), rcu_read_unlock())

#endif
