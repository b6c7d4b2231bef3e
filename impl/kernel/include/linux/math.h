/* SPDX-License-Identifier: MIT */
/*
 * Keeps division and rounding.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_MATH_H
#define CLAIMCHECK_SHIM_LINUX_MATH_H

#include <linux/types.h>

#define DIV_ROUND_UP(value, by) (((value) + (by)-1) / (by))
#define DIV_ROUND_UP_ULL(value, by) DIV_ROUND_UP((unsigned long long)(value), (by))
#define DIV_ROUND_DOWN_ULL(value, by) ((unsigned long long)(value) / (by))
#define DIV_ROUND_CLOSEST(value, by) (((value) + (by) / 2) / (by))
#define round_up(value, to) ((((value)-1) | ((__typeof__(value))((to)-1))) + 1)
#define round_down(value, to) ((value) & ~((__typeof__(value))((to)-1)))
#define roundup(value, to) ((((value) + ((to)-1)) / (to)) * (to))
#define rounddown(value, to) ((value) - ((value) % (to)))
#define abs(value) ((value) < 0 ? -(value) : (value))
#define abs_diff(a, b) ((a) > (b) ? (a) - (b) : (b) - (a))
#define do_div(value, by)                   \
  ({                                        \
    u32 rest_ = (u32)((value) % (u32)(by)); \
    (value) /= (u32)(by);                   \
    rest_;                                  \
  })
static inline u64 div_u64(u64 value, u32 by) {
  return value / by;
}
static inline u64 div64_u64(u64 value, u64 by) {
  return value / by;
}
static inline u64 div64_ul(u64 value, unsigned long by) {
  return value / by;
}
static inline u64 div_u64_rem(u64 value, u32 by, u32* rest) {
  *rest = (u32)(value % by);
  return value / by;
}
static inline u64 div64_u64_rem(u64 value, u64 by, u64* rest) {
  *rest = value % by;
  return value / by;
}
static inline s64 div_s64(s64 value, s32 by) {
  return value / by;
}
#define mult_frac(value, times, by) (((value) / (by)) * (times) + ((value) % (by)) * (times) / (by))
static inline u64 mul_u32_u32(u32 a, u32 b) {
  return (u64)a * b;
}

#endif
