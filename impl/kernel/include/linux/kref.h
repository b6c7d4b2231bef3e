/* SPDX-License-Identifier: MIT */
/*
 * Keeps counted references.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_KREF_H
#define CLAIMCHECK_SHIM_LINUX_KREF_H

#include <linux/refcount.h>

struct kref {
  refcount_t refcount;
};
#define KREF_INIT(value) \
  { .refcount = REFCOUNT_INIT(value) }
static inline void kref_init(struct kref* kref) {
  refcount_set(&kref->refcount, 1);
}
static inline unsigned int kref_read(const struct kref* kref) {
  return refcount_read(&kref->refcount);
}
static inline void kref_get(struct kref* kref) {
  refcount_inc(&kref->refcount);
}
/* assume: kref_put: the release function runs in the task that gives back the last one */
static inline int kref_put(struct kref* kref, void (*release)(struct kref*)) {
  if (!refcount_dec_and_test(&kref->refcount)) return 0;
  release(kref);
  return 1;
}
static inline int __must_check kref_get_unless_zero(struct kref* kref) {
  return refcount_inc_not_zero(&kref->refcount);
}
/* assume: kref_put_mutex: the last one goes under the lock, which release gives back */
static inline int kref_put_mutex(struct kref* kref, void (*release)(struct kref*),
                                 struct mutex* lock) {
  if (!refcount_dec_and_mutex_lock(&kref->refcount, lock)) return 0;
  release(kref);
  return 1;
}
static inline int kref_put_lock(struct kref* kref, void (*release)(struct kref*),
                                spinlock_t* lock) {
  if (!refcount_dec_and_lock(&kref->refcount, lock)) return 0;
  release(kref);
  return 1;
}

#endif
