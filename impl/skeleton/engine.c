/* SPDX-License-Identifier: MIT */
/*
 * The beginning of a claim engine: it has regions with one device each, and refuses every offer and
 * every claim. `make check` shows the first thing in which it does not keep the contract. Write
 * that, and run it again. engine.h is the whole interface.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "engine.h"

struct engine {
  const struct claimcheck_env* env; /* lives as long as the engine */
  const struct claimcheck_setup* setup;
};

/*
 * Each step that can fail for a reason outside the contract, such as an allocation. Before it the
 * engine asks env->fail() with this name, and undoes what it has done where that is negative.
 */
static const struct claimcheck_site sites[] = {{"allocate-extent", NULL}, {NULL, NULL}};

static int create(const struct claimcheck_setup* setup, const struct claimcheck_env* env,
                  void** out) {
  struct engine* engine = calloc(1, sizeof(*engine));
  if (!engine) return -ENOMEM;
  engine->env = env;
  engine->setup = setup;
  *out = engine;
  return 0;
}

static void destroy(void* engine) {
  free(engine);
}

static int64_t offer(struct engine* engine, const struct claimcheck_operation* operation) {
  int error = engine->env->fail(engine->env->context, "allocate-extent");
  if (error) return error;
  (void)operation;
  return -EOPNOTSUPP; /* M1 to M5 of the contract go here */
}

static int64_t write_uuid(struct engine* engine, const struct claimcheck_operation* operation) {
  (void)engine;
  (void)operation;
  return -EOPNOTSUPP; /* W2 to W7, T1 to T5, U1 and U2 go here */
}

static int64_t read_size(const struct claimcheck_operation* operation,
                         struct claimcheck_outcome* outcome) {
  (void)operation;
  return snprintf(outcome->text, sizeof(outcome->text), "%d\n", 0);
}

static void apply(void* self, const struct claimcheck_operation* operation,
                  struct claimcheck_outcome* outcome) {
  struct engine* engine = self;
  switch (operation->kind) {
    case CLAIMCHECK_OFFER:
      outcome->result = offer(engine, operation);
      break;
    case CLAIMCHECK_WRITE_UUID:
      outcome->result = write_uuid(engine, operation);
      break;
    case CLAIMCHECK_READ_SIZE:
      outcome->result = read_size(operation, outcome);
      break;
    default:
      outcome->result = -EOPNOTSUPP;
  }
}

/* What there is, for the harness to compare: each region, and the device that it starts with. */
static void snapshot(void* self, const struct claimcheck_sink* sink) {
  const struct engine* engine = self;
  for (size_t i = 0; i < engine->setup->region_count; i++) {
    const struct claimcheck_region_setup* setup = &engine->setup->regions[i];
    /* A dynamic region has what its free extents have; each other kind starts with all of it. */
    const uint64_t available = setup->kind == CLAIMCHECK_DYNAMIC ? 0 : setup->size;
    const struct claimcheck_region_state region = {available, (uint32_t)i, setup->driver_bound};
    const struct claimcheck_device device = {0, (uint32_t)i, 0, 0, NULL, 0, NULL, 0};
    sink->region(sink->context, &region);
    sink->device(sink->context, &device);
  }
  sink->held(sink->context, "extents", 0);
}

const struct claimcheck_engine_api* claimcheck_engine(void) {
  static const struct claimcheck_engine_api api = {
      .version = CLAIMCHECK_ENGINE_VERSION,
      .name = "@NAME@",
      /* The harness asks for nothing that is not in these sets, and says what that leaves out. */
      .operations = CLAIMCHECK_SET_OF(CLAIMCHECK_OFFER) | CLAIMCHECK_SET_OF(CLAIMCHECK_WRITE_UUID) |
                    CLAIMCHECK_SET_OF(CLAIMCHECK_READ_SIZE),
      .kinds = CLAIMCHECK_SET_OF(CLAIMCHECK_DYNAMIC),
      .seq_bases = CLAIMCHECK_SET_OF(1),
      .unbinds = CLAIMCHECK_SET_OF(CLAIMCHECK_KEEPS),
      .flags = 0,
      .sites = sites,
      .create = create,
      .destroy = destroy,
      .apply = apply,
      .snapshot = snapshot,
      .clone = NULL,
  };
  return &api;
}
