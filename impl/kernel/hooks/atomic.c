// SPDX-License-Identifier: MIT
/* What is called in place of each atomic operation. All are steps that order, whatever they ask. */
#include "impl/kernel/hooks/touch.h"

#define ORDER __ATOMIC_SEQ_CST
#define PLACE(bits) volatile u##bits* at

#define FETCH(bits, operation)                                                             \
  u##bits __tsan_atomic##bits##_fetch_##operation(PLACE(bits), u##bits value, int order);  \
  u##bits __tsan_atomic##bits##_fetch_##operation(PLACE(bits), u##bits value, int order) { \
    (void)order;                                                                           \
    touch_atomic((const void*)at, sizeof(*at), true, RUNTIME_CALLER);                      \
    return __atomic_fetch_##operation(at, value, ORDER);                                   \
  }

#define EXCHANGE_IF(bits, name)                                                                    \
  int __tsan_atomic##bits##_compare_exchange_##name(PLACE(bits), u##bits* expected, u##bits value, \
                                                    int order, int failed);                        \
  int __tsan_atomic##bits##_compare_exchange_##name(PLACE(bits), u##bits* expected, u##bits value, \
                                                    int order, int failed) {                       \
    (void)order;                                                                                   \
    (void)failed;                                                                                  \
    touch_atomic((const void*)at, sizeof(*at), true, RUNTIME_CALLER);                              \
    return __atomic_compare_exchange_n(at, expected, value, 0, ORDER, ORDER);                      \
  }

#define OPERATIONS(bits)                                                                           \
  u##bits __tsan_atomic##bits##_load(const PLACE(bits), int order);                                \
  u##bits __tsan_atomic##bits##_load(const PLACE(bits), int order) {                               \
    (void)order;                                                                                   \
    touch_atomic((const void*)at, sizeof(*at), false, RUNTIME_CALLER);                             \
    return __atomic_load_n(at, ORDER);                                                             \
  }                                                                                                \
  void __tsan_atomic##bits##_store(PLACE(bits), u##bits value, int order);                         \
  void __tsan_atomic##bits##_store(PLACE(bits), u##bits value, int order) {                        \
    (void)order;                                                                                   \
    touch_atomic((const void*)at, sizeof(*at), true, RUNTIME_CALLER);                              \
    __atomic_store_n(at, value, ORDER);                                                            \
  }                                                                                                \
  u##bits __tsan_atomic##bits##_exchange(PLACE(bits), u##bits value, int order);                   \
  u##bits __tsan_atomic##bits##_exchange(PLACE(bits), u##bits value, int order) {                  \
    (void)order;                                                                                   \
    touch_atomic((const void*)at, sizeof(*at), true, RUNTIME_CALLER);                              \
    return __atomic_exchange_n(at, value, ORDER);                                                  \
  }                                                                                                \
  u##bits __tsan_atomic##bits##_compare_exchange_val(PLACE(bits), u##bits expected, u##bits value, \
                                                     int order, int failed);                       \
  u##bits __tsan_atomic##bits##_compare_exchange_val(PLACE(bits), u##bits expected, u##bits value, \
                                                     int order, int failed) {                      \
    (void)order;                                                                                   \
    (void)failed;                                                                                  \
    touch_atomic((const void*)at, sizeof(*at), true, RUNTIME_CALLER);                              \
    __atomic_compare_exchange_n(at, &expected, value, 0, ORDER, ORDER);                            \
    return expected;                                                                               \
  }                                                                                                \
  FETCH(bits, add)                                                                                 \
  FETCH(bits, sub)                                                                                 \
  FETCH(bits, and)                                                                                 \
  FETCH(bits, or)                                                                                  \
  FETCH(bits, xor)                                                                                 \
  FETCH(bits, nand)                                                                                \
  EXCHANGE_IF(bits, strong)                                                                        \
  EXCHANGE_IF(bits, weak)
OPERATIONS(8)
OPERATIONS(16)
OPERATIONS(32)
OPERATIONS(64)

void __tsan_atomic_thread_fence(int order);
void __tsan_atomic_thread_fence(int order) {
  (void)order;
  __sync_synchronize();
}
void __tsan_atomic_signal_fence(int order);
void __tsan_atomic_signal_fence(int order) {
  (void)order;
}
