/* SPDX-License-Identifier: MIT */
/*
 * A plugin that does what a file of bytes says, for plugin_fuzz.cpp: the indexed engine, and up to
 * eight rules of six bytes. A rule names a call (which entry point, which kind of operation, the
 * n-th since the engine was created) and what happens there.
 *
 * CLAIMCHECK_SCRIPT is the file. Where an answer that the contract fixes was changed, a byte is
 * appended to the file CLAIMCHECK_DEVIATIONS, so that whoever judges the run knows it.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "impl/engine.h"
#include "impl/indexed/indexed.h"

enum call { LOAD, CREATE, APPLY, SNAPSHOT, DESTROY, CLONE, CALLS };

enum action {
  RETURN_ANOTHER_NUMBER,
  RETURN_AN_ERROR,
  RETURN_SUCCESS,
  RETURN_FAR_OUT,
  CHANGE_TEXT,
  FILL_TEXT,
  DROP_EXTENT,
  REPEAT_EXTENT,
  MOVE_EXTENT,
  DROP_DEVICE,
  HUGE_RANGE_COUNT,
  NULL_RANGES,
  CHANGE_AVAILABLE,
  HOLD,
  HOLD_STRANGE_NAME,
  WARN,
  DIE,
  ASK_UNKNOWN_SITE,
  LOCK,
  UNLOCK,
  ANNOUNCE,
  ACCESS_FAR_OUT,
  CRASH,
  EXIT,
  ABORT,
  HANG,
  SLEEP,
  PRINT,
  CLOSE,
  WRITE,
  FORK,
  REFUSE,
  ACTIONS
};

struct rule {
  uint8_t call;
  uint8_t kind; /* of operation; those above all that there are: any */
  uint8_t nth;  /* 0: each */
  uint8_t action;
  uint8_t a;
  uint8_t b;
};

struct engine {
  const struct claimcheck_env* env;
  void* inner;
  unsigned counts[CALLS];
};

/* What the sinks of a snapshot change. */
struct between {
  const struct claimcheck_sink* sink;
  const struct rule* rule;
  unsigned seen;
};

static struct rule rules[8];
static size_t rule_count;
static volatile int for_ever = 1;
static void* volatile nowhere;

static void read_rules(void) {
  const char* const path = getenv("CLAIMCHECK_SCRIPT");
  FILE* const file = path ? fopen(path, "r") : NULL;
  if (!file) return;
  rule_count = fread(rules, sizeof(rules[0]), 8, file);
  fclose(file);
}

static void deviate(void) {
  const char* const path = getenv("CLAIMCHECK_DEVIATIONS");
  const int file = path ? open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
  if (file < 0) return;
  if (write(file, "x", 1) < 0) abort();
  close(file);
}

static const struct rule* rule_of(enum call call, unsigned kind, unsigned count) {
  for (size_t i = 0; i < rule_count; i++) {
    const struct rule* rule = &rules[i];
    const int every = rule->kind % 24 >= 18;
    if (rule->call % CALLS != call) continue;
    if (call == APPLY && !every && rule->kind % 24 != kind) continue;
    if (rule->nth % 16 != 0 && rule->nth % 16 != count) continue;
    return rule;
  }
  return NULL;
}

static void do_to_descriptors(const struct rule* rule) {
  const int first = rule->a % 16, last = first + rule->b % 16;
  for (int descriptor = first; descriptor <= last; descriptor++) {
    if (rule->action % ACTIONS == CLOSE) {
      close(descriptor);
    } else if (write(descriptor, rule, sizeof(*rule)) < 0) {
      continue;
    }
  }
}

/* What has nothing to do with the call in which it is done. */
static void act(const struct rule* rule) {
  const int action = rule->action % ACTIONS;
  if (action == CRASH || action == EXIT || action == ABORT) deviate();
  switch (rule->action % ACTIONS) {
    case CRASH:
      *(volatile int*)nowhere = 1;
      break;
    case EXIT:
      rule->a % 2 ? exit(rule->b) : _exit(rule->b);
    case ABORT:
      abort();
    case HANG:
      while (for_ever) rule->a % 2 ? (void)pause() : (void)0;
      break;
    case SLEEP:
      usleep(100u * rule->a);
      break;
    case PRINT:
      printf("\033[%dm\nFAIL T%d C1 holds %c%c\n", rule->a, rule->b, rule->a, rule->b);
      fflush(stdout);
      break;
    case CLOSE:
    case WRITE:
      do_to_descriptors(rule);
      break;
    case FORK:
      if ((rule->a % 2 ? fork() : _Fork()) != 0) break;
      if (rule->b % 2) setsid();
      while (for_ever) pause();
      break;
    default:
      break;
  }
}

static void use_env(const struct claimcheck_env* env, const struct rule* rule) {
  const void* const object = rule->a % 4 ? (const void*)(uintptr_t)rule->b : NULL;
  static char text[300];
  memset(text, rule->b, sizeof(text) - 1);
  switch (rule->action % ACTIONS) {
    case WARN:
      env->warn(env->context, rule->a % 4 ? text : NULL);
      break;
    case DIE:
      env->die(env->context, rule->a % 4 ? text : NULL);
      break;
    case ASK_UNKNOWN_SITE:
      env->fail(env->context, rule->a % 4 ? text : NULL);
      break;
    case LOCK:
      env->lock(env->context, object, "fuzz", rule->b % 4);
      break;
    case UNLOCK:
      env->unlock(env->context, object);
      break;
    case ANNOUNCE:
      env->atomic(env->context, object, "fuzz", rule->b % 3);
      env->release(env->context, object);
      env->acquire(env->context, object);
      break;
    case ACCESS_FAR_OUT:
      env->access(env->context, object, rule->b % 2 ? SIZE_MAX : rule->b, "fuzz", rule->b % 3,
                  NULL);
      break;
    default:
      break;
  }
}

/*
 * `outcome` is the contract's; what is changed of it is told. Of threads it is not: what one of
 * them is answered may be right in another order.
 */
static void change(const struct engine* self, const struct rule* rule, unsigned kind,
                   struct claimcheck_outcome* outcome) {
  const int is_alone = self->env->self(self->env->context) == 0;
  const int is_read = kind >= CLAIMCHECK_READ_UUID && kind != CLAIMCHECK_MODE;
  const struct claimcheck_outcome before = *outcome;
  switch (rule->action % ACTIONS) {
    case RETURN_ANOTHER_NUMBER:
      outcome->result += rule->a;
      break;
    case RETURN_AN_ERROR:
      outcome->result = -(int64_t)rule->a;
      break;
    case RETURN_SUCCESS:
      if (outcome->result < 0) outcome->result = rule->a;
      break;
    case RETURN_FAR_OUT:
      outcome->result = rule->a % 2 ? INT64_MIN + rule->b : INT64_MAX - rule->b;
      break;
    case CHANGE_TEXT:
      if (outcome->result > 0) {
        outcome->text[rule->a % (outcome->result < 64 ? (int)outcome->result : 64)] ^=
            (char)(rule->b | 1);
        if (is_alone && is_read) deviate();
      }
      return;
    case FILL_TEXT:
      memset(outcome->text, rule->b, sizeof(outcome->text) + (rule->a % 4 ? 0 : 64));
      return;
    default:
      return;
  }
  if (is_alone && outcome->result != before.result) deviate();
}

static void show_region(void* context, const struct claimcheck_region_state* region) {
  struct between* self = context;
  struct claimcheck_region_state shown = *region;
  if (self->rule->action % ACTIONS == CHANGE_AVAILABLE && self->rule->a != 0) {
    shown.available_size ^= (uint64_t)self->rule->a << (self->rule->b % 56);
    deviate();
  }
  self->sink->region(self->sink->context, &shown);
}

static void show_extent(void* context, const struct claimcheck_extent* extent) {
  struct between* self = context;
  const int action = self->rule->action % ACTIONS;
  struct claimcheck_extent shown = *extent;
  const int is_meant = self->seen++ == self->rule->a % 3;
  if (is_meant && action == MOVE_EXTENT) shown.start += 1u + self->rule->b;
  if (is_meant && action >= DROP_EXTENT && action <= MOVE_EXTENT) deviate();
  if (is_meant && action == DROP_EXTENT) return;
  if (is_meant && action == REPEAT_EXTENT) self->sink->extent(self->sink->context, &shown);
  self->sink->extent(self->sink->context, &shown);
}

static void show_device(void* context, const struct claimcheck_device* device) {
  struct between* self = context;
  struct claimcheck_device shown = *device;
  const int action = self->rule->action % ACTIONS;
  if (action == HUGE_RANGE_COUNT) {
    shown.range_count = self->rule->a % 2 ? SIZE_MAX : (size_t)1 << (self->rule->b % 63);
  }
  if (action == NULL_RANGES && device->range_count > 0) shown.ranges = NULL;
  if (action == DROP_DEVICE) deviate();
  if (action != DROP_DEVICE) self->sink->device(self->sink->context, &shown);
}

static void show_held(void* context, const char* kind, uint64_t count) {
  struct between* self = context;
  static char name[300];
  const int action = self->rule->action % ACTIONS;
  memset(name, self->rule->b, sizeof(name) - 1);
  if (action == HOLD) count += self->rule->a;
  self->sink->held(self->sink->context, action == HOLD_STRANGE_NAME ? name : kind, count);
}

static void apply(void* engine, const struct claimcheck_operation* operation,
                  struct claimcheck_outcome* outcome) {
  struct engine* self = engine;
  const struct rule* rule = rule_of(APPLY, operation->kind, ++self->counts[APPLY]);
  if (!rule) {
    claimcheck_indexed_engine()->apply(self->inner, operation, outcome);
    return;
  }
  act(rule);
  use_env(self->env, rule);
  claimcheck_indexed_engine()->apply(self->inner, operation, outcome);
  change(self, rule, operation->kind, outcome);
}

static void snapshot(void* engine, const struct claimcheck_sink* sink) {
  struct engine* self = engine;
  const struct rule* rule = rule_of(SNAPSHOT, 0, ++self->counts[SNAPSHOT]);
  struct between between = {sink, rule, 0};
  const struct claimcheck_sink changed = {&between, show_region, show_extent, show_device,
                                          show_held};
  if (rule) act(rule);
  claimcheck_indexed_engine()->snapshot(self->inner, rule ? &changed : sink);
}

static int create(const struct claimcheck_setup* setup, const struct claimcheck_env* env,
                  void** engine) {
  struct engine* self = calloc(1, sizeof(*self));
  const struct rule* rule = rule_of(CREATE, 0, 1);
  if (!self) return -ENOMEM;
  self->env = env;
  *engine = self;
  if (rule) act(rule);
  if (rule && rule->action % ACTIONS == REFUSE) return -(int)rule->a;
  return claimcheck_indexed_engine()->create(setup, env, &self->inner);
}

static void destroy(void* engine) {
  struct engine* self = engine;
  const struct rule* rule = rule_of(DESTROY, 0, 1);
  if (rule) act(rule);
  if (self->inner) claimcheck_indexed_engine()->destroy(self->inner);
  free(self);
}

static int clone(const void* engine, void** copy) {
  const struct engine* self = engine;
  const struct rule* rule = rule_of(CLONE, 0, 1);
  struct engine* made = calloc(1, sizeof(*made));
  if (!made) return -ENOMEM;
  *made = *self;
  *copy = rule && rule->action % ACTIONS == REFUSE ? (void*)(uintptr_t)self : made;
  if (rule) act(rule);
  return claimcheck_indexed_engine()->clone(self->inner, &made->inner);
}

/* A table that is odd in one place. */
static void spoil(struct claimcheck_engine_api* api, const struct rule* rule) {
  static char text[300];
  static struct claimcheck_site sites[] = {{text, NULL}, {text, NULL}, {NULL, NULL}};
  static int errors[100];
  for (size_t i = 0; i < 99; i++) errors[i] = rule->b;
  memset(text, rule->b, sizeof(text));
  text[rule->a] = 0;
  switch (rule->kind % 10) {
    case 0:
      api->version += rule->a;
      break;
    case 1:
      api->name = rule->a % 4 ? text : NULL;
      break;
    case 2:
      sites[0].errors = errors;
      sites[1].name = rule->a % 2 ? NULL : text;
      api->sites = sites;
      break;
    case 3:
      api->sites = NULL;
      break;
    case 4:
      api->operations ^= (uint64_t)rule->b << (rule->a % 64);
      break;
    case 5:
      api->kinds = rule->b;
      api->seq_bases = rule->a;
      break;
    case 6:
      api->unbinds = rule->b;
      api->flags = rule->a;
      break;
    case 7:
      if (rule->a % 2) api->apply = NULL;
      if (rule->b % 2) api->destroy = NULL;
      break;
    case 8:
      api->clone = rule->a % 2 ? NULL : clone;
      break;
    default:
      break;
  }
}

__attribute__((visibility("default"))) const struct claimcheck_engine_api* claimcheck_engine(void) {
  static struct claimcheck_engine_api api;
  read_rules();
  api = *claimcheck_indexed_engine();
  api.name = "scripted";
  api.create = create;
  api.destroy = destroy;
  api.apply = apply;
  api.snapshot = snapshot;
  api.clone = clone;
  const struct rule* const rule = rule_of(LOAD, 0, 1);
  if (rule) act(rule);
  if (rule) spoil(&api, rule);
  return rule && rule->action % ACTIONS == REFUSE ? NULL : &api;
}
