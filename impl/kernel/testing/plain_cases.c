// SPDX-License-Identifier: MIT
/* A plugin that is no kernel code, with the hooks and their memory: what hooks_test.cpp runs. */
#include <stdlib.h>
#include <string.h>

#include "impl/kernel/hooks/hooks.h"

static uint64_t counter;

uint64_t plain_count(const struct claimcheck_env* env);
uint64_t plain_count(const struct claimcheck_env* env) {
  claimcheck_hooks_begin(env);
  counter++;
  claimcheck_hooks_end();
  return counter;
}

const void* plain_counter(void);
const void* plain_counter(void) {
  return &counter;
}

uint64_t plain_leak(const struct claimcheck_env* env);
uint64_t plain_leak(const struct claimcheck_env* env) {
  claimcheck_hooks_begin(env);
  char* volatile kept = malloc(10);
  char* volatile given_back = calloc(2, 10);
  given_back = realloc(given_back, 100);
  memset(given_back, 1, 100);
  free(given_back);
  const uint64_t held = claimcheck_hooks_held();
  claimcheck_hooks_end();
  return kept ? held : 0;
}

uint64_t plain_use_after_free(const struct claimcheck_env* env);
uint64_t plain_use_after_free(const struct claimcheck_env* env) {
  claimcheck_hooks_begin(env);
  volatile uint64_t* object = calloc(4, sizeof(*object));
  free((void*)object);
  object[3] = 1;
  return 0;
}

uint64_t plain_atomic(const struct claimcheck_env* env);
uint64_t plain_atomic(const struct claimcheck_env* env) {
  claimcheck_hooks_begin(env);
  __atomic_fetch_add(&counter, 1, __ATOMIC_RELAXED);
  claimcheck_hooks_end();
  return __atomic_load_n(&counter, __ATOMIC_RELAXED);
}
