/* SPDX-License-Identifier: MIT */
/*
 * A layer over an engine that keeps the contract: it counts operations, and does so without a
 * lock. Nothing that an operation returns depends on the count, and nothing here calls
 * env->access; so no mode finds the race, but for the hooks that this file is compiled with
 * (claimcheck_instrumented() in CMakeLists.txt): they tell the two accesses, with their line.
 */
#include <errno.h>
#include <stdlib.h>

#include "impl/engine.h"
#include "impl/indexed/indexed.h"
#include "impl/kernel/hooks/hooks.h"

struct counting {
  void* engine;
  uint64_t operations;
};

static int create(const struct claimcheck_setup* setup, const struct claimcheck_env* env,
                  void** made) {
  struct counting* self = calloc(1, sizeof(*self));
  if (!self) return -ENOMEM;
  claimcheck_hooks_begin(env);
  const int error = claimcheck_indexed_engine()->create(setup, env, &self->engine);
  if (error) {
    claimcheck_hooks_end();
    free(self);
    return error;
  }
  *made = self;
  return 0;
}

static void destroy(void* engine) {
  struct counting* self = engine;
  claimcheck_indexed_engine()->destroy(self->engine);
  claimcheck_hooks_end();
  free(self);
}

static void apply(void* engine, const struct claimcheck_operation* operation,
                  struct claimcheck_outcome* outcome) {
  struct counting* self = engine;
  self->operations++;
  claimcheck_indexed_engine()->apply(self->engine, operation, outcome);
}

static void snapshot(void* engine, const struct claimcheck_sink* sink) {
  const struct counting* self = engine;
  claimcheck_indexed_engine()->snapshot(self->engine, sink);
}

__attribute__((visibility("default"))) const struct claimcheck_engine_api* claimcheck_engine(void) {
  static struct claimcheck_engine_api api;
  api = *claimcheck_indexed_engine();
  api.name = "instrumented";
  api.create = create;
  api.destroy = destroy;
  api.apply = apply;
  api.snapshot = snapshot;
  api.clone = NULL;
  return &api;
}
