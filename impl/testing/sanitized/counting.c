/* SPDX-License-Identifier: MIT */
/*
 * A layer over the indexed engine that counts operations under a mutex of its own, and announces to
 * the environment what it says that it does: one lock around the count. TAKES says what it really
 * does: the lock that it announces, one of two by the kind of the operation, or none. Nothing that
 * an operation returns depends on the count; so nothing but a look at what is really done tells
 * the three apart. OWN_LOCKS says whether the engine below takes locks of its own.
 */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

#include "impl/engine.h"
#include "impl/indexed/indexed.h"

enum { TAKES_THE_LOCK = 0, TAKES_ANOTHER = 1, TAKES_NONE = 2 };

struct counting {
  void* engine;
  struct claimcheck_env env;
  pthread_mutex_t locks[2];
  uint64_t operations;
};

static int create(const struct claimcheck_setup* setup, const struct claimcheck_env* env,
                  void** made) {
  struct counting* self = calloc(1, sizeof(*self));
  if (!self) return -ENOMEM;
  const int error = claimcheck_indexed_engine()->create(setup, env, &self->engine);
  if (error) {
    free(self);
    return error;
  }
  self->env = *env;
  pthread_mutex_init(&self->locks[0], NULL);
  pthread_mutex_init(&self->locks[1], NULL);
  *made = self;
  return 0;
}

static void destroy(void* engine) {
  struct counting* self = engine;
  claimcheck_indexed_engine()->destroy(self->engine);
  pthread_mutex_destroy(&self->locks[0]);
  pthread_mutex_destroy(&self->locks[1]);
  free(self);
}

static void count(struct counting* self, uint32_t kind) {
  const struct claimcheck_env* env = &self->env;
  const size_t lock = TAKES == TAKES_ANOTHER ? kind % 2 : 0;
  if (TAKES != TAKES_NONE) pthread_mutex_lock(&self->locks[lock]);
  env->acquire(env->context, &self->locks[0]);
  env->access(env->context, &self->operations, sizeof(self->operations), "count", CLAIMCHECK_WRITE,
              NULL);
  self->operations++;
  env->release(env->context, &self->locks[0]);
  if (TAKES != TAKES_NONE) pthread_mutex_unlock(&self->locks[lock]);
}

static void apply(void* engine, const struct claimcheck_operation* operation,
                  struct claimcheck_outcome* outcome) {
  struct counting* self = engine;
  count(self, operation->kind);
  claimcheck_indexed_engine()->apply(self->engine, operation, outcome);
}

static void snapshot(void* engine, const struct claimcheck_sink* sink) {
  const struct counting* self = engine;
  claimcheck_indexed_engine()->snapshot(self->engine, sink);
}

__attribute__((visibility("default"))) const struct claimcheck_engine_api* claimcheck_engine(void) {
  static struct claimcheck_engine_api api;
  api = *claimcheck_indexed_engine();
  api.name = "counting";
  api.create = create;
  api.destroy = destroy;
  api.apply = apply;
  api.snapshot = snapshot;
  api.clone = NULL;
  if (!OWN_LOCKS) api.flags &= ~(uint32_t)CLAIMCHECK_OWN_LOCKS;
  return &api;
}
