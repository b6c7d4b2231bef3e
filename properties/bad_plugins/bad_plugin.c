/* SPDX-License-Identifier: MIT */
/*
 * Plugins that do what a plugin must not. Each is the indexed engine, which keeps the contract, and
 * one misbehaviour, BEHAVIOUR, given by the build. Most wait for the first claim that succeeds, so
 * that it takes a search to meet them.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "impl/engine.h"
#include "impl/indexed/indexed.h"

enum behaviour {
  /* after a claim */
  SEGFAULTS,
  EXITS,
  ABORTS,
  SPINS,
  SLEEPS,
  KILLS_ITSELF,
  STOPS_ITSELF,
  CLOSES_DESCRIPTORS,
  PRINTS,
  HANDLES_SIGNALS,
  FORKS,
  EATS_MEMORY,
  OVERFLOWS_HEAP,
  /* with what a claim returns */
  RETURNS_UNKNOWN_ERROR,
  RETURNS_POSITIVE_ERROR,
  RETURNS_LOWEST_NUMBER,
  RETURNS_NOTHING,
  OVERRUNS_OUTCOME,
  /* with locks, on a claim */
  KEEPS_LOCK,
  LOCKS_TWICE,
  UNLOCKS_TWICE,
  HOLDS_A_MILLION_LOCKS,
  ASKS_A_MILLION_SITES,
  NAMES_NOTHING,
  /* in the snapshot of a claimed device */
  SHOWS_NULL_RANGES,
  SHOWS_NULL_EXTENT,
  SHOWS_OTHER_REGION,
  SHOWS_A_MILLION_EXTENTS,
  SHOWS_ENDLESS_EXTENTS,
  SHOWS_NULL_RESOURCE,
  SHOWS_CONTROL_CHARACTERS,
  /* at the beginning and the end */
  REFUSES_CREATE,
  CRASHES_IN_CREATE,
  FREES_TWICE,
  IS_OF_ANOTHER_VERSION,
  HAS_NO_TABLE,
  HAS_NO_NAME,
  HAS_A_SENTENCE_FOR_A_NAME,
  HAS_A_SENTENCE_FOR_A_SITE,
  HAS_ONE_SITE_TWICE,
  LACKS_APPLY,
  EXITS_WHEN_LOADED,
  CRASHES_WHEN_UNLOADED,
  /* is allowed */
  TAKES_NO_STEP,
  HAS_OPTIONS
};

/* Nothing that a compiler may reason about. */
static void* volatile nowhere;
static volatile int for_ever = 1;

struct engine {
  const struct claimcheck_env* env;
  void* inner;
  int claims; /* that succeeded */
  int lies;   /* as its options say */
};

static void eat_memory(void) {
  while (for_ever) {
    volatile char* memory = malloc(64u << 20);
    memory[0] = 1;
  }
}

static void overflow_heap(void) {
  volatile char* victims[16];
  for (size_t i = 0; i < 16; i++) victims[i] = malloc(24);
  for (size_t i = 0; i < 200; i++) victims[3][i] = (char)0xff;
  for (size_t i = 0; i < 16; i++) free((void*)victims[i]);
}

static void ignore(int signal_number) {
  (void)signal_number;
}

static void after_claim(void) {
  switch (BEHAVIOUR) {
    case SEGFAULTS:
      *(volatile int*)nowhere = 1;
      break;
    case EXITS:
      exit(0);
    case ABORTS:
      abort();
    case SPINS:
      while (for_ever) continue;
      break;
    case SLEEPS:
      while (for_ever) pause();
      break;
    case KILLS_ITSELF:
      raise(SIGKILL);
      break;
    case STOPS_ITSELF:
      raise(SIGSTOP);
      break;
    case CLOSES_DESCRIPTORS:
      for (int descriptor = 0; descriptor < 1024; descriptor++) close(descriptor);
      break;
    case PRINTS:
      printf("printed by the engine\n");
      fflush(stdout);
      break;
    case HANDLES_SIGNALS:
      signal(SIGTERM, SIG_IGN);
      signal(SIGABRT, ignore);
      signal(SIGSEGV, ignore); /* comes back to the same access, for ever */
      *(volatile int*)nowhere = 1;
      break;
    case FORKS:
      if (fork() < 0) abort();
      break;
    case EATS_MEMORY:
      eat_memory();
      break;
    case OVERFLOWS_HEAP:
      overflow_heap();
      break;
    default:
      break;
  }
}

static void spoil_outcome(struct claimcheck_outcome* outcome) {
  switch (BEHAVIOUR) {
    case RETURNS_UNKNOWN_ERROR:
      outcome->result = -5000;
      break;
    case RETURNS_POSITIVE_ERROR:
      outcome->result = ENOMEM;
      break;
    case RETURNS_LOWEST_NUMBER:
      outcome->result = INT64_MIN;
      break;
    case OVERRUNS_OUTCOME: {
      volatile char* text = (volatile char*)outcome + offsetof(struct claimcheck_outcome, text);
      for (size_t i = 0; i < CLAIMCHECK_TEXT_SIZE + 32; i++) text[i] = 'x';
      break;
    }
    default:
      break;
  }
}

static void misuse_locks(const struct engine* self) {
  const struct claimcheck_env* env = self->env;
  if (BEHAVIOUR == KEEPS_LOCK || BEHAVIOUR == LOCKS_TWICE) {
    env->lock(env->context, self, "a-lock", CLAIMCHECK_WRITE);
  }
  if (BEHAVIOUR == LOCKS_TWICE) env->lock(env->context, self, "a-lock", CLAIMCHECK_WRITE);
  if (BEHAVIOUR == LOCKS_TWICE || BEHAVIOUR == UNLOCKS_TWICE) env->unlock(env->context, self);
  if (BEHAVIOUR == HOLDS_A_MILLION_LOCKS) {
    static char locks[1000000];
    static int rounds; /* once a process, as it takes a while */
    if (rounds++ > 0) return;
    for (size_t i = 0; i < sizeof locks; i++) {
      env->lock(env->context, &locks[i], "a-lock", CLAIMCHECK_WRITE);
    }
    for (size_t i = 0; i < sizeof locks; i++) env->unlock(env->context, &locks[i]);
  }
  if (BEHAVIOUR == ASKS_A_MILLION_SITES) {
    for (int i = 0; i < 1000000; i++) {
      char site[32];
      snprintf(site, sizeof site, "site-%d", i);
      env->fail(env->context, site);
    }
  }
  if (BEHAVIOUR == NAMES_NOTHING) {
    env->fail(env->context, NULL);
    env->warn(env->context, NULL);
    env->lock(env->context, self, NULL, CLAIMCHECK_WRITE | CLAIMCHECK_INTERRUPTIBLE);
  }
}

static void apply(void* engine, const struct claimcheck_operation* operation,
                  struct claimcheck_outcome* outcome) {
  struct engine* self = engine;
  struct claimcheck_outcome inner;
  claimcheck_indexed_engine()->apply(self->inner, operation, &inner);
  if (self->lies && operation->kind == CLAIMCHECK_MODE) inner.result = -EIO;
  if (operation->kind != CLAIMCHECK_WRITE_UUID || inner.result <= 0) {
    *outcome = inner;
    return;
  }
  self->claims++;
  if (BEHAVIOUR != RETURNS_NOTHING) *outcome = inner;
  spoil_outcome(outcome);
  misuse_locks(self);
  after_claim();
}

/* An environment that asks the harness for nothing: no failure, no lock, no announcement. */
static int never_fail(void* context, const char* site) {
  (void)context;
  (void)site;
  return 0;
}

static void be_silent(void* context, const char* text) {
  (void)context;
  (void)text;
}

static void access_silently(void* context, const void* object, size_t size, const char* name,
                            uint32_t mode, const struct claimcheck_source* source) {
  (void)context;
  (void)object;
  (void)size;
  (void)name;
  (void)mode;
  (void)source;
}

static const struct claimcheck_env silent = {
    .version = CLAIMCHECK_ENGINE_VERSION,
    .fail = never_fail,
    .access = access_silently,
    .warn = be_silent,
};
static const struct claimcheck_site no_sites[] = {{NULL, NULL}};
static const struct claimcheck_site sentence[] = {{"grow the ranges", NULL}, {NULL, NULL}};
static const struct claimcheck_site twice[] = {
    {"grow-ranges", NULL}, {"grow-ranges", NULL}, {NULL, NULL}};

/* A sink between the engine's and the harness's. */
static void show_device(void* context, const struct claimcheck_device* device) {
  const struct claimcheck_sink* sink = context;
  struct claimcheck_device shown = *device;
  if (BEHAVIOUR == SHOWS_NULL_RANGES && device->range_count) shown.ranges = NULL;
  sink->device(sink->context, &shown);
}

static void show_extent(void* context, const struct claimcheck_extent* extent) {
  const struct claimcheck_sink* sink = context;
  struct claimcheck_extent shown = *extent;
  if (BEHAVIOUR == SHOWS_OTHER_REGION && extent->use_count) shown.region = 0xdeadbeef;
  sink->extent(sink->context, &shown);
}

static void show_region(void* context, const struct claimcheck_region_state* region) {
  const struct claimcheck_sink* sink = context;
  sink->region(sink->context, region);
}

static void show_held(void* context, const char* kind, uint64_t count) {
  const struct claimcheck_sink* sink = context;
  sink->held(sink->context, kind, count);
}

static void snapshot(void* engine, const struct claimcheck_sink* sink) {
  const struct engine* self = engine;
  const struct claimcheck_sink between = {(void*)(uintptr_t)sink, show_region, show_extent,
                                          show_device, show_held};
  const struct claimcheck_extent extent = {0, 4096, {{0}}, 0, 0, 0};
  claimcheck_indexed_engine()->snapshot(self->inner, &between);
  if (!self->claims) return;
  if (BEHAVIOUR == SHOWS_NULL_EXTENT) sink->extent(sink->context, NULL);
  if (BEHAVIOUR == SHOWS_NULL_RESOURCE) sink->held(sink->context, NULL, 1);
  if (BEHAVIOUR == SHOWS_CONTROL_CHARACTERS) {
    sink->held(sink->context, "line\n\033[2Jline\xff", 1);
  }
  for (int i = 0; BEHAVIOUR == SHOWS_A_MILLION_EXTENTS && i < 1100000; i++) {
    sink->extent(sink->context, &extent);
  }
  while (BEHAVIOUR == SHOWS_ENDLESS_EXTENTS && for_ever) sink->extent(sink->context, &extent);
}

static int create(const struct claimcheck_setup* setup, const struct claimcheck_env* env,
                  void** engine) {
  struct engine* self;
  if (BEHAVIOUR == REFUSES_CREATE) return -EPERM;
  if (BEHAVIOUR == CRASHES_IN_CREATE) *(volatile int*)nowhere = 1;
  self = calloc(1, sizeof(*self));
  if (!self) return -ENOMEM;
  self->env = env;
  *engine = self;
  if (BEHAVIOUR == HAS_OPTIONS && *setup->options) {
    self->lies = strcmp(setup->options, "lies=yes") == 0;
    if (!self->lies) {
      free(self);
      return -EINVAL;
    }
  }
  return claimcheck_indexed_engine()->create(setup, BEHAVIOUR == TAKES_NO_STEP ? &silent : env,
                                             &self->inner);
}

static void destroy(void* engine) {
  struct engine* self = engine;
  const int again = BEHAVIOUR == FREES_TWICE && self->claims > 0;
  claimcheck_indexed_engine()->destroy(self->inner);
  if (again) {
    nowhere = self;
    free(nowhere);
  }
  free(self);
}

__attribute__((constructor)) static void when_loaded(void) {
  if (BEHAVIOUR == EXITS_WHEN_LOADED) exit(0);
}

__attribute__((destructor)) static void when_unloaded(void) {
  if (BEHAVIOUR == CRASHES_WHEN_UNLOADED) abort();
}

__attribute__((visibility("default"))) const struct claimcheck_engine_api* claimcheck_engine(void) {
  static struct claimcheck_engine_api api;
  api = *claimcheck_indexed_engine();
  api.version = CLAIMCHECK_ENGINE_VERSION + (BEHAVIOUR == IS_OF_ANOTHER_VERSION ? 41u : 0u);
  api.name = BEHAVIOUR == HAS_NO_NAME                 ? NULL
             : BEHAVIOUR == HAS_A_SENTENCE_FOR_A_NAME ? "my own engine"
                                                      : "bad";
  if (BEHAVIOUR == TAKES_NO_STEP) api.sites = no_sites;
  if (BEHAVIOUR == HAS_A_SENTENCE_FOR_A_SITE) api.sites = sentence;
  if (BEHAVIOUR == HAS_ONE_SITE_TWICE) api.sites = twice;
  api.create = create;
  api.destroy = destroy;
  api.apply = BEHAVIOUR == LACKS_APPLY ? NULL : apply;
  api.snapshot = snapshot;
  api.clone = NULL;
  return BEHAVIOUR == HAS_NO_TABLE ? NULL : &api;
}
