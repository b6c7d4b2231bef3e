/* SPDX-License-Identifier: MIT */
/*
 * Keeps reference counts that warn of misuse.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_REFCOUNT_H
#define CLAIMCHECK_SHIM_LINUX_REFCOUNT_H

#include <linux/atomic.h>
#include <linux/bug.h>

typedef struct refcount_struct {
  atomic_t refs;
} refcount_t;
#define REFCOUNT_INIT(value) \
  { .refs = ATOMIC_INIT(value) }
/* assume: refcount_*: taking one from zero and giving back one too many warn */
void refcount_set(refcount_t* count, int value);
unsigned int refcount_read(const refcount_t* count);
void refcount_inc(refcount_t* count);
void refcount_add(int add, refcount_t* count);
bool refcount_inc_not_zero(refcount_t* count);
/* assume: refcount_dec_and_test: orders what was done before it before what is done after the last
 * one */
bool refcount_dec_and_test(refcount_t* count);
bool refcount_sub_and_test(int sub, refcount_t* count);
void refcount_dec(refcount_t* count);
bool refcount_add_not_zero(int add, refcount_t* count);
/* assume: refcount_dec_not_one: one step, which does nothing to the last one */
bool refcount_dec_not_one(refcount_t* count);
bool refcount_dec_if_one(refcount_t* count);
struct mutex;
typedef struct spinlock spinlock_t;
/* assume: refcount_dec_and_mutex_lock: the lock is held where the last one went, and only there */
bool refcount_dec_and_mutex_lock(refcount_t* count, struct mutex* lock);
bool refcount_dec_and_lock(refcount_t* count, spinlock_t* lock);

#endif
