/* SPDX-License-Identifier: MIT */
/*
 * Keeps atomic integers of both sizes. Each operation is an atomic step to the access hooks.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_ATOMIC_H
#define CLAIMCHECK_SHIM_LINUX_ATOMIC_H

#include <linux/compiler.h>
#include <linux/types.h>

/* assume: atomic_*: every operation is one step that orders, whatever its suffix */
#define CLAIMCHECK_ATOMIC_OPS(prefix, type, value_type)                                       \
  static inline value_type prefix##_read(const type* v) {                                     \
    return __atomic_load_n(&v->counter, __ATOMIC_SEQ_CST);                                    \
  }                                                                                           \
  static inline value_type prefix##_read_acquire(const type* v) {                             \
    return prefix##_read(v);                                                                  \
  }                                                                                           \
  static inline void prefix##_set(type* v, value_type i) {                                    \
    __atomic_store_n(&v->counter, i, __ATOMIC_SEQ_CST);                                       \
  }                                                                                           \
  static inline void prefix##_set_release(type* v, value_type i) {                            \
    prefix##_set(v, i);                                                                       \
  }                                                                                           \
  static inline value_type prefix##_fetch_add(value_type i, type* v) {                        \
    return __atomic_fetch_add(&v->counter, i, __ATOMIC_SEQ_CST);                              \
  }                                                                                           \
  static inline value_type prefix##_fetch_sub(value_type i, type* v) {                        \
    return __atomic_fetch_sub(&v->counter, i, __ATOMIC_SEQ_CST);                              \
  }                                                                                           \
  static inline value_type prefix##_fetch_or(value_type i, type* v) {                         \
    return __atomic_fetch_or(&v->counter, i, __ATOMIC_SEQ_CST);                               \
  }                                                                                           \
  static inline value_type prefix##_fetch_and(value_type i, type* v) {                        \
    return __atomic_fetch_and(&v->counter, i, __ATOMIC_SEQ_CST);                              \
  }                                                                                           \
  static inline void prefix##_add(value_type i, type* v) {                                    \
    (void)prefix##_fetch_add(i, v);                                                           \
  }                                                                                           \
  static inline void prefix##_sub(value_type i, type* v) {                                    \
    (void)prefix##_fetch_sub(i, v);                                                           \
  }                                                                                           \
  static inline void prefix##_inc(type* v) {                                                  \
    prefix##_add(1, v);                                                                       \
  }                                                                                           \
  static inline void prefix##_dec(type* v) {                                                  \
    prefix##_sub(1, v);                                                                       \
  }                                                                                           \
  static inline value_type prefix##_add_return(value_type i, type* v) {                       \
    return prefix##_fetch_add(i, v) + i;                                                      \
  }                                                                                           \
  static inline value_type prefix##_sub_return(value_type i, type* v) {                       \
    return prefix##_fetch_sub(i, v) - i;                                                      \
  }                                                                                           \
  static inline value_type prefix##_inc_return(type* v) {                                     \
    return prefix##_add_return(1, v);                                                         \
  }                                                                                           \
  static inline value_type prefix##_dec_return(type* v) {                                     \
    return prefix##_sub_return(1, v);                                                         \
  }                                                                                           \
  static inline value_type prefix##_fetch_inc(type* v) {                                      \
    return prefix##_fetch_add(1, v);                                                          \
  }                                                                                           \
  static inline value_type prefix##_fetch_dec(type* v) {                                      \
    return prefix##_fetch_sub(1, v);                                                          \
  }                                                                                           \
  static inline bool prefix##_dec_and_test(type* v) {                                         \
    return prefix##_sub_return(1, v) == 0;                                                    \
  }                                                                                           \
  static inline bool prefix##_inc_and_test(type* v) {                                         \
    return prefix##_add_return(1, v) == 0;                                                    \
  }                                                                                           \
  static inline value_type prefix##_xchg(type* v, value_type i) {                             \
    return __atomic_exchange_n(&v->counter, i, __ATOMIC_SEQ_CST);                             \
  }                                                                                           \
  static inline value_type prefix##_cmpxchg(type* v, value_type old, value_type i) {          \
    __atomic_compare_exchange_n(&v->counter, &old, i, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST); \
    return old;                                                                               \
  }                                                                                           \
  static inline bool prefix##_try_cmpxchg(type* v, value_type* old, value_type i) {           \
    return __atomic_compare_exchange_n(&v->counter, old, i, 0, __ATOMIC_SEQ_CST,              \
                                       __ATOMIC_SEQ_CST);                                     \
  }                                                                                           \
  static inline bool prefix##_add_unless(type* v, value_type i, value_type unless) {          \
    value_type old = prefix##_read(v);                                                        \
    while (old != unless)                                                                     \
      if (prefix##_try_cmpxchg(v, &old, old + i)) return true;                                \
    return false;                                                                             \
  }                                                                                           \
  static inline bool prefix##_inc_not_zero(type* v) {                                         \
    return prefix##_add_unless(v, 1, 0);                                                      \
  }

CLAIMCHECK_ATOMIC_OPS(atomic, atomic_t, int)
CLAIMCHECK_ATOMIC_OPS(atomic64, atomic64_t, s64)
typedef atomic64_t atomic_long_t;
#define ATOMIC_LONG_INIT(value) ATOMIC64_INIT(value)
#define atomic_long_read atomic64_read
#define atomic_long_set atomic64_set
#define atomic_long_inc atomic64_inc
#define atomic_long_dec atomic64_dec
#define atomic_long_add atomic64_add
#define atomic_long_sub atomic64_sub

#define xchg(place, value) __atomic_exchange_n(place, value, __ATOMIC_SEQ_CST)
#define cmpxchg(place, old, value)                                                           \
  ({                                                                                         \
    __typeof__(*(place)) old_ = (old);                                                       \
    __atomic_compare_exchange_n(place, &old_, value, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST); \
    old_;                                                                                    \
  })
#define try_cmpxchg(place, old, value) \
  __atomic_compare_exchange_n(place, old, value, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)
#define smp_load_acquire(place) __atomic_load_n(place, __ATOMIC_SEQ_CST)
#define smp_store_release(place, value) __atomic_store_n(place, value, __ATOMIC_SEQ_CST)
#define smp_store_mb(object, value) __atomic_store_n(&(object), value, __ATOMIC_SEQ_CST)
/* assume: smp_mb: keeps the compiler's order; orders nothing for the race detector */
#define smp_mb() barrier()
#define smp_rmb() barrier()
#define smp_wmb() barrier()
#define mb() barrier()
#define rmb() barrier()
#define wmb() barrier()
#define cpu_relax() barrier()

#endif
