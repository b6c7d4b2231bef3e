/* SPDX-License-Identifier: MIT */
/* A tree's own bus, driven by hand through the runtime: what bus_test.cpp loads. */
#ifndef CLAIMCHECK_KERNEL_BUS_PROBE_H
#define CLAIMCHECK_KERNEL_BUS_PROBE_H

#include "impl/engine.h"

#ifdef __cplusplus
extern "C" {
#endif

struct bus_probe_counts {
  uint64_t allocations, reservations, devices, actions, ids;
};

struct bus_probe_api {
  /* A region of 1 GiB at 4 GiB, not static, with its first device. 0 or a negative errno. */
  int (*begin)(const struct claimcheck_env* env);
  void (*end)(void);
  int64_t (*read)(const char* path, char* text, size_t size);
  int64_t (*write)(const char* path, const char* text, size_t length);
  int (*mode)(const char* path);
  int (*bind_device)(const char* name);
  int (*unbind_device)(const char* name);
  int (*bind_region)(void);
  int (*unbind_region)(void);
  struct bus_probe_counts (*counts)(void);
  const struct claimcheck_site* (*sites)(void);
};

const struct bus_probe_api* bus_probe(void);

#ifdef __cplusplus
}
#endif

#endif
