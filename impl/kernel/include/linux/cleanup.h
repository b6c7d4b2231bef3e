/* SPDX-License-Identifier: MIT */
/*
 * Keeps __free, classes, guards and ACQUIRE. A guard whose lock was not taken holds the error as
 * its value, or none where it only tried.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_CLEANUP_H
#define CLAIMCHECK_SHIM_LINUX_CLEANUP_H

#include <linux/compiler.h>
#include <linux/err.h>
#include <linux/types.h>

/* assume: __free: runs at the end of the scope, last declared first */
#define DEFINE_FREE(name, type, ...)                                          \
  static inline __attribute__((__unused__)) void __free_##name(void* place) { \
    type _T = *(type*)place;                                                  \
    __VA_ARGS__;                                                              \
  }
#define __free(name) __attribute__((__cleanup__(__free_##name)))
#define __get_and_null(pointer, value)    \
  ({                                      \
    __auto_type place_ = &(pointer);      \
    __typeof__(pointer) taken_ = *place_; \
    *place_ = value;                      \
    taken_;                               \
  })
/* assume: no_free_ptr: takes the pointer out of what __free would free */
#define no_free_ptr(pointer) ((__typeof__(pointer))__get_and_null(pointer, NULL))
#define return_ptr(pointer) return no_free_ptr(pointer)
#define retain_and_null_ptr(pointer) ((void)__get_and_null(pointer, NULL))
#define take_fd(fd) __get_and_null(fd, -1)

#define DEFINE_CLASS(name, type, exit, init, ...)                                          \
  typedef type class_##name##_t;                                                           \
  static inline __attribute__((__unused__)) void class_##name##_destructor(type* place) {  \
    type _T = *place;                                                                      \
    exit;                                                                                  \
  }                                                                                        \
  static inline __attribute__((__unused__)) type class_##name##_constructor(__VA_ARGS__) { \
    type made_ = init;                                                                     \
    return made_;                                                                          \
  }
#define EXTEND_CLASS(name, ext, init, ...)                                                       \
  typedef class_##name##_t class_##name##ext##_t;                                                \
  static inline                                                                                  \
      __attribute__((__unused__)) void class_##name##ext##_destructor(class_##name##_t* place) { \
    class_##name##_destructor(place);                                                            \
  }                                                                                              \
  static inline __attribute__((__unused__))                                                      \
  class_##name##_t class_##name##ext##_constructor(__VA_ARGS__) {                                \
    class_##name##_t made_ = init;                                                               \
    return made_;                                                                                \
  }
#define CLASS(name, variable)                                                                     \
  class_##name##_t variable __attribute__((__cleanup__(class_##name##_destructor), __unused__)) = \
      class_##name##_constructor
#define CLASS_INIT(name, variable, init)                                                          \
  class_##name##_t variable __attribute__((__cleanup__(class_##name##_destructor), __unused__)) = \
      (init)

/* What a guard holds: a pointer, an error, or NULL. */
#define CLAIMCHECK_GUARD_PROBES(name, value)                                             \
  static inline __attribute__((__unused__)) void* class_##name##_lock_ptr(void* place) { \
    class_##name##_t* guard_ = place;                                                    \
    void* held_ = (void*)(unsigned long)(value);                                         \
    return IS_ERR(held_) ? NULL : held_;                                                 \
  }                                                                                      \
  static inline __attribute__((__unused__)) int class_##name##_lock_err(void* place) {   \
    class_##name##_t* guard_ = place;                                                    \
    const void* held_ = (const void*)(unsigned long)(value);                             \
    return held_ ? (IS_ERR(held_) ? (int)PTR_ERR(held_) : 0) : -EBUSY;                   \
  }
#define CLAIMCHECK_COND_ARGUMENTS(a, b, c, d, which, ...) which

/* assume: DEFINE_GUARD: a class whose value is the pointer itself, seen as _T */
#define DEFINE_GUARD(name, type, lock, unlock)                                            \
  typedef type class_##name##_t;                                                          \
  static inline __attribute__((__unused__)) void class_##name##_destructor(type* place) { \
    type _T = *place;                                                                     \
    if (!IS_ERR_OR_NULL((const void*)_T)) {                                               \
      unlock;                                                                             \
    }                                                                                     \
  }                                                                                       \
  static inline __attribute__((__unused__)) type class_##name##_constructor(type _T) {    \
    lock;                                                                                 \
    return _T;                                                                            \
  }                                                                                       \
  CLAIMCHECK_GUARD_PROBES(name, *guard_)
/* assume: DEFINE_GUARD_COND: _RET is what the lock call returned, the optional condition says
 * whether that means held */
#define DEFINE_GUARD_COND(...) \
  CLAIMCHECK_COND_ARGUMENTS(__VA_ARGS__, CLAIMCHECK_GUARD_4, CLAIMCHECK_GUARD_3, 0)(__VA_ARGS__)
#define CLAIMCHECK_GUARD_3(name, ext, lock) CLAIMCHECK_GUARD_4(name, ext, lock, _RET)
#define CLAIMCHECK_GUARD_4(name, ext, lock, condition)             \
  EXTEND_CLASS(name, ext, ({                                       \
                 void* kept_ = (void*)_T;                          \
                 int _RET = (lock);                                \
                 if (kept_ && !(condition)) kept_ = ERR_PTR(_RET); \
                 kept_;                                            \
               }),                                                 \
               class_##name##_t _T)                                \
  CLAIMCHECK_GUARD_PROBES(name##ext, *guard_)

/* assume: DEFINE_LOCK_GUARD_1: a class that keeps the lock's address as _T->lock */
#define DEFINE_LOCK_GUARD_1(name, type, acquire, release, ...)                                     \
  typedef struct {                                                                                 \
    type* lock;                                                                                    \
    __VA_ARGS__;                                                                                   \
  } class_##name##_t;                                                                              \
  static inline __attribute__((__unused__)) void class_##name##_destructor(class_##name##_t* _T) { \
    if (!IS_ERR_OR_NULL(_T->lock)) {                                                               \
      release;                                                                                     \
    }                                                                                              \
  }                                                                                                \
  static inline __attribute__((__unused__))                                                        \
  class_##name##_t class_##name##_constructor(type* lock_) {                                       \
    class_##name##_t made_ = {.lock = lock_}, *_T = &made_;                                        \
    acquire;                                                                                       \
    return made_;                                                                                  \
  }                                                                                                \
  CLAIMCHECK_GUARD_PROBES(name, guard_->lock)
#define DEFINE_LOCK_GUARD_0(name, acquire, release, ...)                                           \
  typedef struct {                                                                                 \
    void* lock;                                                                                    \
    __VA_ARGS__;                                                                                   \
  } class_##name##_t;                                                                              \
  static inline __attribute__((__unused__)) void class_##name##_destructor(class_##name##_t* _T) { \
    if (_T->lock) {                                                                                \
      release;                                                                                     \
    }                                                                                              \
  }                                                                                                \
  static inline __attribute__((__unused__)) class_##name##_t class_##name##_constructor(void) {    \
    class_##name##_t made_ = {.lock = (void*)1}, *_T __attribute__((__unused__)) = &made_;         \
    acquire;                                                                                       \
    return made_;                                                                                  \
  }                                                                                                \
  CLAIMCHECK_GUARD_PROBES(name, guard_->lock)
#define DEFINE_LOCK_GUARD_1_COND(...)                                                         \
  CLAIMCHECK_COND_ARGUMENTS(__VA_ARGS__, CLAIMCHECK_LOCK_GUARD_4, CLAIMCHECK_LOCK_GUARD_3, 0) \
  (__VA_ARGS__)
#define CLAIMCHECK_LOCK_GUARD_3(name, ext, acquire) \
  CLAIMCHECK_LOCK_GUARD_4(name, ext, acquire, _RET)
#define CLAIMCHECK_LOCK_GUARD_4(name, ext, acquire, condition)           \
  EXTEND_CLASS(name, ext, ({                                             \
                 class_##name##_t kept_ = {.lock = lock_}, *_T = &kept_; \
                 int _RET = (acquire);                                   \
                 if (_T->lock && !(condition)) _T->lock = ERR_PTR(_RET); \
                 kept_;                                                  \
               }),                                                       \
               __typeof__(((class_##name##_t*)0)->lock) lock_)           \
  CLAIMCHECK_GUARD_PROBES(name##ext, guard_->lock)

#define __guard_ptr(name) class_##name##_lock_ptr
#define __guard_err(name) class_##name##_lock_err
/* assume: guard: holds to the end of the scope */
#define guard(name) CLASS(name, __UNIQUE_ID(guard))
#define scoped_guard(name, ...) CLAIMCHECK_SCOPED(name, __UNIQUE_ID(again), __VA_ARGS__)
#define CLAIMCHECK_SCOPED(name, again, ...)                                                    \
  for (CLASS(name, scope)(__VA_ARGS__), *again = (void*)1; again && __guard_ptr(name)(&scope); \
       again = NULL)
#define scoped_cond_guard(name, failure, ...) \
  CLAIMCHECK_SCOPED_COND(name, failure, __UNIQUE_ID(again), __VA_ARGS__)
#define CLAIMCHECK_SCOPED_COND(name, failure, again, ...)                       \
  for (CLASS(name, scope)(__VA_ARGS__), *again = (void*)1; again; again = NULL) \
    if (!__guard_ptr(name)(&scope)) {                                           \
      failure;                                                                  \
    } else
/* assume: ACQUIRE: a lock that may fail; ACQUIRE_ERR says with what */
#define ACQUIRE(name, variable) CLASS(name, variable)
#define ACQUIRE_ERR(name, variable) __guard_err(name)(variable)

#endif
