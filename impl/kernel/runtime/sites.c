// SPDX-License-Identifier: MIT
/* The fallible steps, and what their failure may become where the callee can only say "failed". */
#include <linux/errno.h>
#include <linux/lockdep.h>

#include "impl/kernel/runtime/lock.h"
#include "impl/kernel/runtime/runtime.h"
#include "impl/kernel/runtime/state.h"

/* kmalloc() and alloc_dax_region() return NULL. */
static const int no_memory[] = {ENOMEM, 0};
/* __request_region() returns NULL. */
static const int no_range[] = {ENOMEM, ENOSPC, EBUSY, ERANGE, 0};
/* ida_alloc() fails for want of memory or of numbers. */
static const int no_id[] = {ENOMEM, ENOSPC, 0};
/* Nobody looks at what dev_set_name() returns; device_add() then refuses the device. */
static const int no_name[] = {ENOMEM, EINVAL, 0};
/* A wait that a signal ends. */
static const int interrupted[] = {EINTR, 0};

static const struct claimcheck_site fixed[] = {
    {"allocate", no_memory},      {"reserve-range", no_range},        {"register-device", NULL},
    {"allocate-id", no_id},       {"devm-action", no_memory},         {"device-name", no_name},
    {"create-files", no_memory},  {"allocate-dax-device", no_memory}, {"device-mutex", interrupted},
    {"region-lock", interrupted}, {"device-lock", interrupted},
};
enum { FIXED_COUNT = sizeof(fixed) / sizeof(fixed[0]), MAX_SITES = 64 };

extern const struct claimcheck_lock_name first_lock[] __asm__("__start_claimcheck_locks")
    __attribute__((__weak__, __visibility__("hidden")));
extern const struct claimcheck_lock_name behind_locks[] __asm__("__stop_claimcheck_locks")
    __attribute__((__weak__, __visibility__("hidden")));

static struct claimcheck_site sites[MAX_SITES + 1] CLAIMCHECK_PERSISTENT = {{NULL, NULL}};

static size_t count_with(size_t count, const char* name) {
  for (size_t i = 0; i < count; i++) {
    if (__builtin_strcmp(sites[i].name, name) == 0) return count;
  }
  if (count < MAX_SITES) sites[count++] = (struct claimcheck_site){name, interrupted};
  return count;
}

const struct claimcheck_site* runtime_sites(void) {
  if (sites[0].name) return sites;
  size_t count = 0;
  for (; count < FIXED_COUNT; count++) sites[count] = fixed[count];
  for (const struct claimcheck_lock_name* lock = first_lock; lock && lock < behind_locks; lock++) {
    count = count_with(count, lock_name(lock->name));
  }
  return sites;
}
