/* SPDX-License-Identifier: MIT */
/*
 * Keeps the assertions, which are checked against what the task holds. Leaves out classes and
 * the order of locks: the scheduler finds deadlocks themselves.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_LOCKDEP_H
#define CLAIMCHECK_SHIM_LINUX_LOCKDEP_H

#include <linux/bug.h>
#include <linux/types.h>

struct lockdep_map {
  const char* name;
};
struct lock_class_key {
  char unused;
};
enum claimcheck_held { CLAIMCHECK_HELD = 0, CLAIMCHECK_HELD_WRITE, CLAIMCHECK_HELD_READ };
bool claimcheck_is_held(const struct lockdep_map* map, enum claimcheck_held how);

/* assume: lockdep_assert_held: warns unless this task holds the lock; the _write and _read kinds so
 */
#define CLAIMCHECK_ASSERT_HELD(lock, how, text)                              \
  do {                                                                       \
    if (unlikely(!claimcheck_is_held(&(lock)->dep_map, how)))                \
      claimcheck_warn(__FILE__, __LINE__, "%s", text "(" #lock "): not so"); \
  } while (0)
#define lockdep_assert(condition) (void)WARN_ON(!(condition))
#define lockdep_assert_once(condition) (void)WARN_ON_ONCE(!(condition))
#define lockdep_assert_held(lock) \
  CLAIMCHECK_ASSERT_HELD(lock, CLAIMCHECK_HELD, "lockdep_assert_held")
#define lockdep_assert_held_write(lock) \
  CLAIMCHECK_ASSERT_HELD(lock, CLAIMCHECK_HELD_WRITE, "lockdep_assert_held_write")
#define lockdep_assert_held_read(lock) \
  CLAIMCHECK_ASSERT_HELD(lock, CLAIMCHECK_HELD_READ, "lockdep_assert_held_read")
#define lockdep_assert_held_once(lock) lockdep_assert_held(lock)
#define lockdep_assert_not_held(lock)                                                  \
  do {                                                                                 \
    if (unlikely(claimcheck_is_held(&(lock)->dep_map, CLAIMCHECK_HELD)))               \
      claimcheck_warn(__FILE__, __LINE__, "%s", "lockdep_assert_not_held(" #lock ")"); \
  } while (0)
#define lockdep_assert_none_held_once() (void)0
#define lockdep_assert_in_softirq() (void)0
#define lockdep_is_held(lock) claimcheck_is_held(&(lock)->dep_map, CLAIMCHECK_HELD)
#define lockdep_is_held_type(lock, how)                                     \
  claimcheck_is_held(&(lock)->dep_map, (how) == 0   ? CLAIMCHECK_HELD_WRITE \
                                       : (how) == 1 ? CLAIMCHECK_HELD_READ  \
                                                    : CLAIMCHECK_HELD)
#define lockdep_set_class(lock, key) (void)(key)
#define lockdep_set_class_and_name(lock, key, text) (void)(key)
#define lockdep_set_subclass(lock, subclass) (void)0
#define lockdep_register_key(key) (void)(key)
#define lockdep_unregister_key(key) (void)(key)
#define lockdep_set_novalidate_class(lock) (void)0
#define lock_map_acquire(map) (void)0
#define lock_map_release(map) (void)0
#define might_lock(lock) (void)0
#define might_lock_read(lock) (void)0
#define SINGLE_DEPTH_NESTING 1

/* The names of locks that may be waited for interruptibly are sites: kept where the runtime finds
 * them. */
struct claimcheck_lock_name {
  const char* name;
};
#define CLAIMCHECK_LOCK_NAME(text)                                                              \
  static const struct claimcheck_lock_name CLAIMCHECK_PASTE(claimcheck_lock_name_, __COUNTER__) \
      __attribute__((__section__("claimcheck_locks"), __used__)) = {text}
#define CLAIMCHECK_NAMED_INIT(init, lock, text) \
  do {                                          \
    CLAIMCHECK_LOCK_NAME(text);                 \
    init(lock, text);                           \
  } while (0)

#endif
