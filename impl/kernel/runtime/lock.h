/* SPDX-License-Identifier: MIT */
/* Locks of all kinds on the harness' reader-writer lock, with what each task holds. */
#ifndef CLAIMCHECK_KERNEL_LOCK_H
#define CLAIMCHECK_KERNEL_LOCK_H

#include <linux/lockdep.h>
#include <linux/types.h>

/* One word for a lock that was declared as this, or initialised as "&object->this". */
const char* lock_name(const char* declared);
/* `mode` as in engine.h. 0, or a negative errno of an interrupted wait. */
int lock_take(const struct lockdep_map* lock, u32 mode, bool spinning, const void* caller);
void lock_give(const struct lockdep_map* lock, bool write, const void* caller);
bool lock_try(const struct lockdep_map* lock, u32 mode, bool spinning, const void* caller);
/* By any task. */
bool lock_is_taken(const struct lockdep_map* lock, bool only_write);

#endif
