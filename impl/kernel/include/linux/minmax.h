/* SPDX-License-Identifier: MIT */
/*
 * Keeps min, max and their kin; arguments are evaluated once.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_MINMAX_H
#define CLAIMCHECK_SHIM_LINUX_MINMAX_H

#include <linux/build_bug.h>
#include <linux/types.h>

#define CLAIMCHECK_PICK(a, op, b)           \
  ({                                        \
    __auto_type pick_a_ = (a);              \
    __auto_type pick_b_ = (b);              \
    pick_a_ op pick_b_ ? pick_a_ : pick_b_; \
  })
#define min(a, b) CLAIMCHECK_PICK(a, <, b)
#define max(a, b) CLAIMCHECK_PICK(a, >, b)
#define umin(a, b) CLAIMCHECK_PICK((a) + 0ULL, <, (b) + 0ULL)
#define umax(a, b) CLAIMCHECK_PICK((a) + 0ULL, >, (b) + 0ULL)
#define min_t(type, a, b) CLAIMCHECK_PICK((type)(a), <, (type)(b))
#define max_t(type, a, b) CLAIMCHECK_PICK((type)(a), >, (type)(b))
#define min3(a, b, c) min(min(a, b), c)
#define max3(a, b, c) max(max(a, b), c)
#define min_not_zero(a, b)                                            \
  ({                                                                  \
    __auto_type left_ = (a);                                          \
    __auto_type right_ = (b);                                         \
    left_ == 0 ? right_ : (right_ == 0 ? left_ : min(left_, right_)); \
  })
#define clamp(value, low, high) min((__typeof__(value))max(value, low), high)
#define clamp_t(type, value, low, high) min_t(type, max_t(type, value, low), high)
#define clamp_val(value, low, high) clamp_t(__typeof__(value), value, low, high)
#define CLAIMCHECK_PICK_OF(array, op, count)                   \
  ({                                                           \
    __typeof__(&(array)[0]) array_ = (array);                  \
    size_t count_ = (count);                                   \
    __typeof__((array)[0] + 0) picked_ = array_[--count_];     \
    while (count_--)                                           \
      if (array_[count_] op picked_) picked_ = array_[count_]; \
    picked_;                                                   \
  })
#define min_array(array, count) CLAIMCHECK_PICK_OF(array, <, count)
#define max_array(array, count) CLAIMCHECK_PICK_OF(array, >, count)
#define cmp_int(a, b) (((a) > (b)) - ((a) < (b)))
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define MIN_T(type, a, b) MIN((type)(a), (type)(b))
#define MAX_T(type, a, b) MAX((type)(a), (type)(b))
#define in_range(value, start, length) ((u64)(value) - (u64)(start) < (u64)(length))
#define swap(a, b)             \
  do {                         \
    __typeof__(a) swap_ = (a); \
    (a) = (b);                 \
    (b) = swap_;               \
  } while (0)

#endif
