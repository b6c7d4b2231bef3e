/* SPDX-License-Identifier: MIT */
/*
 * Keeps sums and products that say that they overflowed, and sizes that stay at the end.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_OVERFLOW_H
#define CLAIMCHECK_SHIM_LINUX_OVERFLOW_H

#include <linux/limits.h>
#include <linux/types.h>

#define check_add_overflow(a, b, to) __builtin_add_overflow(a, b, to)
#define check_sub_overflow(a, b, to) __builtin_sub_overflow(a, b, to)
#define check_mul_overflow(a, b, to) __builtin_mul_overflow(a, b, to)

static inline size_t size_mul(size_t a, size_t b) {
  size_t product;
  return __builtin_mul_overflow(a, b, &product) ? SIZE_MAX : product;
}
static inline size_t size_add(size_t a, size_t b) {
  size_t sum;
  return __builtin_add_overflow(a, b, &sum) ? SIZE_MAX : sum;
}
static inline size_t size_sub(size_t a, size_t b) {
  size_t rest;
  return a == SIZE_MAX || b == SIZE_MAX || __builtin_sub_overflow(a, b, &rest) ? SIZE_MAX : rest;
}
#define is_signed_type(type) ((type)-1 < (type)1)
#define type_max(type)                                                                     \
  ((__typeof__((type)0))(is_signed_type(type) ? (((type)1 << (sizeof(type) * 8 - 2)) - 1 + \
                                                 ((type)1 << (sizeof(type) * 8 - 2)))      \
                                              : ~(type)0))
#define type_min(type) ((__typeof__((type)0))(is_signed_type(type) ? -type_max(type) - 1 : 0))
#define overflows_type(value, type) (__builtin_add_overflow(value, 0, &(__typeof__(type)){0}))
#define castable_to_type(value, type) (!overflows_type(value, type))
#define check_shl_overflow(value, by, to)                                             \
  ({                                                                                  \
    __auto_type to_ = (to);                                                           \
    const u64 value_ = (u64)(value);                                                  \
    const unsigned int by_ = (unsigned int)(by);                                      \
    *to_ = (__typeof__(*to_))(by_ < 64 ? value_ << by_ : 0);                          \
    by_ >= sizeof(*to_) * 8 || (u64)*to_ >> by_ != value_ || *to_ < 0 || (value) < 0; \
  })
#define wrapping_add(type, a, b)               \
  ({                                           \
    type sum_;                                 \
    (void)__builtin_add_overflow(a, b, &sum_); \
    sum_;                                      \
  })
#define wrapping_sub(type, a, b)                \
  ({                                            \
    type rest_;                                 \
    (void)__builtin_sub_overflow(a, b, &rest_); \
    rest_;                                      \
  })
#define array_size(a, b) size_mul(a, b)
#define array3_size(a, b, c) size_mul(size_mul(a, b), c)
#define flex_array_size(pointer, member, count) size_mul(count, sizeof(*(pointer)->member))
#define struct_size(pointer, member, count) \
  size_add(sizeof(*(pointer)), flex_array_size(pointer, member, count))
#define struct_size_t(type, member, count) struct_size((type*)NULL, member, count)

#endif
