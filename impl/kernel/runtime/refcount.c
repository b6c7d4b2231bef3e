// SPDX-License-Identifier: MIT
#include <linux/kref.h>

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

bool refcount_inc_not_zero(refcount_t* count) {
  int* at = place(count, RUNTIME_CALLER);
  runtime_atomic(count, "reference", CLAIMCHECK_WRITE);
  memory_check(count, sizeof(*count), true, RUNTIME_CALLER);
  int old = __atomic_load_n(at, __ATOMIC_SEQ_CST);
  while (old != 0) {
    if (__atomic_compare_exchange_n(at, &old, old + 1, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) {
      return true;
    }
  }
  return false;
}

bool refcount_dec_and_test(refcount_t* count) {
  int* at = place(count, RUNTIME_CALLER);
  runtime_atomic(count, "reference", CLAIMCHECK_WRITE);
  memory_check(count, sizeof(*count), true, RUNTIME_CALLER);
  const int old = __atomic_fetch_sub(at, 1, __ATOMIC_SEQ_CST);
  if (old <= 0) runtime_warn("refcount: a reference is given back from %d: underflow", old);
  return old == 1;
}

void refcount_dec(refcount_t* count) {
  if (refcount_dec_and_test(count)) runtime_warn("refcount: fell to 0: a leak");
}
