/* SPDX-License-Identifier: MIT */
/*
 * Keeps branch hints, READ_ONCE, WRITE_ONCE and data_race(). A marked access is an atomic one to
 * the access hooks: it is a step, and it orders, which the real ones do not; so races that only
 * an unordered marked access would show are not seen.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_COMPILER_H
#define CLAIMCHECK_SHIM_LINUX_COMPILER_H

#include <linux/compiler_attributes.h>
#include <linux/kconfig.h>

#define likely(condition) __builtin_expect(!!(condition), 1)
#define unlikely(condition) __builtin_expect(!!(condition), 0)
#define barrier() __asm__ __volatile__("" ::: "memory")
#define barrier_data(pointer) __asm__ __volatile__("" ::"r"(pointer) : "memory")
#define unreachable() __builtin_unreachable()
#define OPTIMIZER_HIDE_VAR(variable) __asm__("" : "=r"(variable) : "0"(variable))
#define RELOC_HIDE(pointer, offset) ((__typeof__(pointer))((unsigned long)(pointer) + (offset)))
#define __same_type(a, b) __builtin_types_compatible_p(__typeof__(a), __typeof__(b))
#define __must_be_array(array) 0
#define __is_constexpr(expression) __builtin_constant_p(expression)
#define statically_true(condition) (__builtin_constant_p(condition) && (condition))
#define TYPEOF_UNQUAL(expression) __typeof__(((void)0, (expression)))
#define typecheck(type, expression)                                   \
  ({                                                                  \
    _Static_assert(__same_type(type, expression), "of another type"); \
    1;                                                                \
  })

#define CLAIMCHECK_PASTE_(a, b) a##b
#define CLAIMCHECK_PASTE(a, b) CLAIMCHECK_PASTE_(a, b)
#define __PASTE(a, b) CLAIMCHECK_PASTE(a, b)
#define CONCATENATE(a, b) CLAIMCHECK_PASTE(a, b)
#define __UNIQUE_ID(prefix) CLAIMCHECK_PASTE(claimcheck_##prefix, __COUNTER__)

/* assume: READ_ONCE: one access that orders; told to the scheduler as an atomic step */
/* assume: WRITE_ONCE: one access that orders; told to the scheduler as an atomic step */
/* The cast gives a value without its qualifiers. */
#define READ_ONCE(object)                                    \
  ({                                                         \
    __typeof__((__typeof__(object))(object)) read_once_;     \
    __atomic_load(&(object), &read_once_, __ATOMIC_SEQ_CST); \
    read_once_;                                              \
  })
#define WRITE_ONCE(object, value)                                  \
  do {                                                             \
    __typeof__((__typeof__(object))(value)) write_once_ = (value); \
    __atomic_store(&(object), &write_once_, __ATOMIC_SEQ_CST);     \
  } while (0)
#define ACCESS_PRIVATE(object, member) ((object)->member)
/* assume: data_race: its accesses are looked at all the same */
#define data_race(expression) (expression)
#define ASSERT_EXCLUSIVE_WRITER(object) (void)0
#define ASSERT_EXCLUSIVE_ACCESS(object) (void)0

#define compiletime_assert(condition, text) _Static_assert(condition, text)
#define static_assert(condition, ...) _Static_assert(condition, "" #condition)

#endif
