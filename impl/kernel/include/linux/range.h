/* SPDX-License-Identifier: MIT */
/*
 * Keeps a range whose end is its last byte. Leaves out arrays of them.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_RANGE_H
#define CLAIMCHECK_SHIM_LINUX_RANGE_H

#include <linux/types.h>
struct range {
  u64 start;
  u64 end;
};
static inline u64 range_len(const struct range* range) {
  return range->end - range->start + 1;
}
static inline bool range_contains(const struct range* outer, const struct range* inner) {
  return outer->start <= inner->start && outer->end >= inner->end;
}
static inline bool range_overlaps(const struct range* a, const struct range* b) {
  return a->start <= b->end && b->start <= a->end;
}
#define DEFINE_RANGE(first, last)    \
  (struct range) {                   \
    .start = (first), .end = (last), \
  }

#endif
