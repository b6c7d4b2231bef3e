/* SPDX-License-Identifier: MIT */
/*
 * Keeps the type's name.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_WAIT_H
#define CLAIMCHECK_SHIM_LINUX_WAIT_H

#include <linux/spinlock.h>
typedef struct wait_queue_head {
  spinlock_t lock;
} wait_queue_head_t;
#define init_waitqueue_head(queue) (void)(queue)
#define wake_up(queue) (void)(queue)
#define wake_up_all(queue) (void)(queue)

#endif
