/* SPDX-License-Identifier: MIT */
/*
 * Keeps semaphores of one holder, as mutexes.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_SEMAPHORE_H
#define CLAIMCHECK_SHIM_LINUX_SEMAPHORE_H

#include <linux/mutex.h>
struct semaphore {
  struct mutex mutex;
};
#define sema_init(semaphore, count) claimcheck_mutex_init(&(semaphore)->mutex, "semaphore")
#define down(semaphore) mutex_lock(&(semaphore)->mutex)
#define down_interruptible(semaphore) mutex_lock_interruptible(&(semaphore)->mutex)
#define up(semaphore) mutex_unlock(&(semaphore)->mutex)

#endif
