// SPDX-License-Identifier: MIT
#include "impl/kernel/testing/plain_env.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int fail(void* context, const char* site) {
  struct plain_env* plain = context;
  snprintf(plain->last_site, sizeof(plain->last_site), "%s", site);
  if (!plain->failing_site) return 0;
  if (strcmp(plain->failing_site, "*") != 0 && strcmp(plain->failing_site, site) != 0) return 0;
  return ++plain->asked == plain->failing_at ? plain->failing_with : 0;
}

static int lock(void* context, const void* lock, const char* name, uint32_t mode) {
  struct plain_env* plain = context;
  (void)lock;
  if ((mode & CLAIMCHECK_INTERRUPTIBLE) && fail(context, name)) return -4;
  plain->locked++;
  return 0;
}
static void unlock(void* context, const void* lock) {
  struct plain_env* plain = context;
  (void)lock;
  plain->locked--;
}
static void step(void* context, const void* object, const char* name, uint32_t mode) {
  struct plain_env* plain = context;
  (void)object;
  (void)name;
  (void)mode;
  plain->steps++;
}
static void order(void* context, const void* object) {
  (void)context;
  (void)object;
}
static void access_data(void* context, const void* object, size_t size, const char* name,
                        uint32_t mode, const struct claimcheck_source* source) {
  struct plain_env* plain = context;
  (void)object;
  (void)size;
  (void)name;
  (void)mode;
  (void)source;
  plain->accesses++;
}
static uint32_t self(void* context) {
  (void)context;
  return 0;
}
static void warn(void* context, const char* text) {
  struct plain_env* plain = context;
  plain->warnings++;
  snprintf(plain->last_warning, sizeof(plain->last_warning), "%s", text);
}
static void die(void* context, const char* text) {
  struct plain_env* plain = context;
  snprintf(plain->death, sizeof(plain->death), "%s", text);
  if (plain->come_back) longjmp(*(jmp_buf*)plain->come_back, 1);
  fprintf(stderr, "%s\n", text);
  abort();
}

void plain_env_init(struct plain_env* plain) {
  memset(plain, 0, sizeof(*plain));
  plain->env = (struct claimcheck_env){.version = CLAIMCHECK_ENGINE_VERSION,
                                       .context = plain,
                                       .fail = fail,
                                       .lock = lock,
                                       .unlock = unlock,
                                       .atomic = step,
                                       .acquire = order,
                                       .release = order,
                                       .access = access_data,
                                       .self = self,
                                       .warn = warn,
                                       .die = die};
}
