// SPDX-License-Identifier: MIT
#include <linux/kref.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>

#include "impl/kernel/runtime/memory.h"
#include "impl/kernel/runtime/state.h"

static int* place(const refcount_t* count, const void* caller) {
  memory_check(count, sizeof(*count), true, caller);
  return (int*)&count->refs.counter;
}

void refcount_set(refcount_t* count, int value) {
  __atomic_store_n(place(count, RUNTIME_CALLER), value, __ATOMIC_SEQ_CST);
}

unsigned int refcount_read(const refcount_t* count) {
  return (unsigned int)__atomic_load_n(place(count, RUNTIME_CALLER), __ATOMIC_SEQ_CST);
}

/* Taking a reference is no step: nobody can see it but who gives one back, and that is one. */
void refcount_add(int add, refcount_t* count) {
  const int old = __atomic_fetch_add(place(count, RUNTIME_CALLER), add, __ATOMIC_SEQ_CST);
  if (old <= 0) runtime_warn("refcount: a reference is taken from %d: use after free", old);
}

void refcount_inc(refcount_t* count) {
  const int old = __atomic_fetch_add(place(count, RUNTIME_CALLER), 1, __ATOMIC_SEQ_CST);
  if (old <= 0) runtime_warn("refcount: a reference is taken from %d: use after free", old);
}

/* One step that changes the count unless it is the one that is left alone; whether it did. */
static bool change_unless(refcount_t* count, int alone, int by, const void* caller) {
  int* at = place(count, caller);
  runtime_atomic(count, "reference", CLAIMCHECK_WRITE);
  memory_check(count, sizeof(*count), true, caller);
  int old = __atomic_load_n(at, __ATOMIC_SEQ_CST);
  while (old != alone) {
    if (__atomic_compare_exchange_n(at, &old, old + by, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) {
      return true;
    }
  }
  return false;
}

bool refcount_inc_not_zero(refcount_t* count) {
  return change_unless(count, 0, 1, RUNTIME_CALLER);
}
bool refcount_add_not_zero(int add, refcount_t* count) {
  return change_unless(count, 0, add, RUNTIME_CALLER);
}
bool refcount_dec_not_one(refcount_t* count) {
  return change_unless(count, 1, -1, RUNTIME_CALLER);
}

bool refcount_dec_if_one(refcount_t* count) {
  int *at = place(count, RUNTIME_CALLER), one = 1;
  runtime_atomic(count, "reference", CLAIMCHECK_WRITE);
  memory_check(count, sizeof(*count), true, RUNTIME_CALLER);
  return __atomic_compare_exchange_n(at, &one, 0, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}

static bool give_back(int sub, refcount_t* count, const void* caller) {
  int* at = place(count, caller);
  runtime_atomic(count, "reference", CLAIMCHECK_WRITE);
  memory_check(count, sizeof(*count), true, caller);
  const int old = __atomic_fetch_sub(at, sub, __ATOMIC_SEQ_CST);
  if (old < sub) runtime_warn("refcount: a reference is given back from %d: underflow", old);
  return old == sub;
}

bool refcount_dec_and_test(refcount_t* count) {
  return give_back(1, count, RUNTIME_CALLER);
}
bool refcount_sub_and_test(int sub, refcount_t* count) {
  return give_back(sub, count, RUNTIME_CALLER);
}

void refcount_dec(refcount_t* count) {
  if (refcount_dec_and_test(count)) runtime_warn("refcount: fell to 0: a leak");
}

bool refcount_dec_and_mutex_lock(refcount_t* count, struct mutex* lock) {
  if (refcount_dec_not_one(count)) return false;
  mutex_lock(lock);
  if (refcount_dec_and_test(count)) return true;
  mutex_unlock(lock);
  return false;
}

bool refcount_dec_and_lock(refcount_t* count, spinlock_t* lock) {
  if (refcount_dec_not_one(count)) return false;
  spin_lock(lock);
  if (refcount_dec_and_test(count)) return true;
  spin_unlock(lock);
  return false;
}
