/* SPDX-License-Identifier: MIT */
/*
 * Keeps WARN and BUG. Each warning is told to the harness, the _ONCE kinds every time: what a
 * replay shows must not depend on what ran before it.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_BUG_H
#define CLAIMCHECK_SHIM_LINUX_BUG_H

#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/printk.h>

/* assume: WARN: told to the harness, then goes on */
/* assume: BUG: ends the engine with a text that says where */
void claimcheck_warn(const char* file, int line, const char* format, ...);
void claimcheck_bug(const char* file, int line, const char* what) __noreturn;

#define BUG() claimcheck_bug(__FILE__, __LINE__, "BUG()")
#define BUG_ON(condition)                                                                  \
  do {                                                                                     \
    if (unlikely(condition)) claimcheck_bug(__FILE__, __LINE__, "BUG_ON(" #condition ")"); \
  } while (0)
#define __WARN() claimcheck_warn(__FILE__, __LINE__, "WARN()")
#define WARN(condition, ...)                                               \
  ({                                                                       \
    const int warn_ = !!(condition);                                       \
    if (unlikely(warn_)) claimcheck_warn(__FILE__, __LINE__, __VA_ARGS__); \
    unlikely(warn_);                                                       \
  })
#define WARN_ON(condition) WARN(condition, "%s", "WARN_ON(" #condition ")")
#define WARN_ONCE(condition, ...) WARN(condition, __VA_ARGS__)
#define WARN_ON_ONCE(condition) WARN(condition, "%s", "WARN_ON_ONCE(" #condition ")")
#define WARN_RATELIMIT(condition, ...) WARN(condition, __VA_ARGS__)
#define WARN_TAINT(condition, taint, ...) WARN(condition, __VA_ARGS__)
#define WARN_TAINT_ONCE(condition, taint, ...) WARN(condition, __VA_ARGS__)
#define VM_BUG_ON(condition) BUG_ON(condition)
#define VM_WARN_ON(condition) (void)WARN_ON(condition)
#define VM_WARN_ON_ONCE(condition) WARN_ON_ONCE(condition)
#define CHECK_DATA_CORRUPTION(condition, address, ...) WARN(condition, __VA_ARGS__)

#endif
