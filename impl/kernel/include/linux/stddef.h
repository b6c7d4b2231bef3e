/* SPDX-License-Identifier: MIT */
/*
 * Keeps NULL, offsetof and what is like it, and struct_group().
 */
#ifndef CLAIMCHECK_SHIM_LINUX_STDDEF_H
#define CLAIMCHECK_SHIM_LINUX_STDDEF_H

#include <stddef.h>

#define sizeof_field(type, member) sizeof(((type*)0)->member)
#define offsetofend(type, member) (offsetof(type, member) + sizeof_field(type, member))
#define struct_group(name, ...) \
  union {                       \
    struct {                    \
      __VA_ARGS__               \
    };                          \
    struct {                    \
      __VA_ARGS__               \
    } name;                     \
  }
#define DECLARE_FLEX_ARRAY(type, name) \
  struct {                             \
    struct {                           \
    } claimcheck_empty_##name;         \
    type name[];                       \
  }

#endif
