// SPDX-License-Identifier: MIT
#include "impl/kernel/runtime/state.h"

#include <stdarg.h>

#include "impl/kernel/runtime/host.h"
#include "impl/kernel/runtime/memory.h"

/* Not put back with the rest: it is what puts back. */
struct runtime_state claimcheck_state CLAIMCHECK_PERSISTENT = {.env = NULL};

extern char persistent_begin[] __asm__("__start_claimcheck_persistent");
extern char persistent_end[] __asm__("__stop_claimcheck_persistent");

#define MAX_SPANS 8
static struct host_span spans[MAX_SPANS] CLAIMCHECK_PERSISTENT = {{NULL, NULL}};
static char* images[MAX_SPANS] CLAIMCHECK_PERSISTENT = {NULL};
static size_t span_count CLAIMCHECK_PERSISTENT = 0;

/* Splits a span around what persists. */
static void keep_span(struct host_span span) {
  char* begin = span.begin;
  if (persistent_begin >= span.begin && persistent_end <= span.end) {
    if (begin < persistent_begin) {
      spans[span_count++] = (struct host_span){begin, persistent_begin};
    }
    begin = persistent_end;
  }
  if (begin < span.end) spans[span_count++] = (struct host_span){begin, span.end};
}

static void find_spans(void) {
  if (span_count > 0) return;
  struct host_span found[MAX_SPANS / 2];
  const size_t count = host_writable_spans(&claimcheck_state, found, MAX_SPANS / 2);
  for (size_t i = 0; i < count; i++) keep_span(found[i]);
}

/*
 * The first life finds the statics as they were loaded, and keeps a copy. Every later one starts
 * from it: registered buses, idas, lists, whatever kernel code keeps in static variables.
 */
static void restore_statics(void) {
  find_spans();
  for (size_t i = 0; i < span_count; i++) {
    const size_t size = (size_t)(spans[i].end - spans[i].begin);
    if (images[i]) {
      __builtin_memcpy(spans[i].begin, images[i], size);
    } else {
      images[i] = host_malloc(size);
      __builtin_memcpy(images[i], spans[i].begin, size);
    }
  }
}

bool runtime_in_data(const void* address) {
  const char* at = address;
  for (size_t i = 0; i < span_count; i++) {
    if (at >= spans[i].begin && at < spans[i].end) return true;
  }
  return false;
}

void runtime_begin(const struct claimcheck_env* env) {
  restore_statics();
  state_begin(env);
}

void state_begin(const struct claimcheck_env* env) {
  find_spans();
  for (unsigned int i = 0; i <= claimcheck_state.tasks_used; i++) {
    if (i < RUNTIME_MAX_TASKS) {
      __builtin_memset(&claimcheck_state.tasks[i], 0, sizeof(struct runtime_task));
    }
  }
  claimcheck_state.env = env;
  claimcheck_state.tasks_used = 0;
  claimcheck_state.counts = (struct runtime_counts){0, 0, 0, 0, 0};
  claimcheck_state.random = 0x243f6a8885a308d3ULL;
  claimcheck_state.memregions = 0;
  claimcheck_state.last_made = NULL;
  claimcheck_state.core_lock = 0;
  claimcheck_state.logged = 0;
  INIT_LIST_HEAD(&claimcheck_state.buses);
  memory_begin();
}

/* In `bytes`: the spans of static variables, then the arena. */
struct runtime_image {
  struct runtime_state state;
  size_t arena_size;
  char bytes[];
};

static size_t statics_size(void) {
  size_t size = 0;
  for (size_t i = 0; i < span_count; i++) size += (size_t)(spans[i].end - spans[i].begin);
  return size;
}

struct runtime_image* runtime_keep(void) {
  const size_t arena_size = memory_kept_size();
  struct runtime_image* image = host_malloc(sizeof(*image) + statics_size() + arena_size);
  if (!image) return NULL;
  image->state = claimcheck_state;
  image->arena_size = arena_size;
  char* at = image->bytes;
  for (size_t i = 0; i < span_count; i++) {
    const size_t size = (size_t)(spans[i].end - spans[i].begin);
    __builtin_memcpy(at, spans[i].begin, size);
    at += size;
  }
  memory_keep(at);
  return image;
}

void runtime_restore(const struct runtime_image* image) {
  state_begin(image->state.env);
  const size_t up_to_tasks = offsetof(struct runtime_state, tasks);
  const size_t tasks = (image->state.tasks_used + 1) * sizeof(struct runtime_task);
  const size_t behind = offsetof(struct runtime_state, tasks_used);
  __builtin_memcpy(&claimcheck_state, &image->state, up_to_tasks + tasks);
  __builtin_memcpy((char*)&claimcheck_state + behind, (const char*)&image->state + behind,
                   sizeof(claimcheck_state) - behind);
  const char* at = image->bytes;
  for (size_t i = 0; i < span_count; i++) {
    const size_t size = (size_t)(spans[i].end - spans[i].begin);
    __builtin_memcpy(spans[i].begin, at, size);
    at += size;
  }
  memory_restore(at, image->arena_size);
}

void runtime_drop(struct runtime_image* image) {
  host_free(image);
}

void runtime_end(void) {
  memory_end();
  claimcheck_state.env = NULL;
}

const struct claimcheck_env* runtime_env(void) {
  return claimcheck_state.env;
}

struct runtime_counts runtime_held(void) {
  return claimcheck_state.counts;
}

struct runtime_task* runtime_task(void) {
  const u32 self = claimcheck_state.env->self(claimcheck_state.env->context);
  if (self >= RUNTIME_MAX_TASKS) runtime_die("task %u: more tasks than the runtime knows", self);
  if (self > claimcheck_state.tasks_used) claimcheck_state.tasks_used = self;
  return &claimcheck_state.tasks[self];
}

void runtime_die(const char* format, ...) {
  char text[512];
  va_list list;
  va_start(list, format);
  host_vsnprintf(text, sizeof(text), format, list);
  va_end(list);
  host_give_up(text);
  const unsigned int logged = claimcheck_state.logged;
  for (unsigned int i = logged > RUNTIME_LOG_LINES ? logged - RUNTIME_LOG_LINES : 0; i < logged;
       i++) {
    host_print(claimcheck_state.log[i % RUNTIME_LOG_LINES]);
  }
  if (claimcheck_state.env) claimcheck_state.env->die(claimcheck_state.env->context, text);
  host_print(text);
  __builtin_trap();
}

void runtime_warn(const char* format, ...) {
  char text[512];
  va_list list;
  va_start(list, format);
  int length = host_vsnprintf(text, sizeof(text), format, list);
  va_end(list);
  if ((size_t)length >= sizeof(text)) length = (int)sizeof(text) - 1;
  while (length > 0 && text[length - 1] == '\n') text[--length] = '\0';
  if (claimcheck_state.env) claimcheck_state.env->warn(claimcheck_state.env->context, text);
}
