/* SPDX-License-Identifier: MIT */
/* An environment without a harness: one task, locks that are counted, an n-th step that fails. */
#ifndef CLAIMCHECK_KERNEL_PLAIN_ENV_H
#define CLAIMCHECK_KERNEL_PLAIN_ENV_H

#include "impl/engine.h"

#ifdef __cplusplus
extern "C" {
#endif

struct plain_env {
  struct claimcheck_env env;
  const char* failing_site; /* NULL: none; "*": any */
  unsigned failing_at;      /* the n-th time that it is asked, from 1 */
  int failing_with;
  unsigned asked, steps, locked, accesses, warnings;
  char last_warning[512];
  char death[512];
  char last_site[64];
  void* come_back; /* a jmp_buf for die(); NULL: abort */
};

void plain_env_init(struct plain_env* plain);

#ifdef __cplusplus
}
#endif

#endif
