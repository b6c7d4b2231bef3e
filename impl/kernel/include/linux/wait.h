/* SPDX-License-Identifier: MIT */
/*
 * Keeps waiting for a condition: it is looked at again at every step, so nobody needs to be woken.
 * The kinds that a signal ends are never ended by one, and no time is ever up.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_WAIT_H
#define CLAIMCHECK_SHIM_LINUX_WAIT_H

#include <linux/spinlock.h>
typedef struct wait_queue_head {
  spinlock_t lock;
} wait_queue_head_t;
#define __WAIT_QUEUE_HEAD_INITIALIZER(name) \
  { .lock = __SPIN_LOCK_UNLOCKED(name.lock) }
#define DECLARE_WAIT_QUEUE_HEAD(name) wait_queue_head_t name = __WAIT_QUEUE_HEAD_INITIALIZER(name)
#define init_waitqueue_head(queue) (void)(queue)
#define wake_up(queue) (void)(queue)
#define wake_up_all(queue) (void)(queue)
#define wake_up_interruptible(queue) (void)(queue)
#define wake_up_interruptible_all(queue) (void)(queue)
#define wake_up_var(variable) (void)(variable)
#define waitqueue_active(queue) ((void)(queue), false)

/* assume: wait_event: a thousand looks without the condition end the engine */
void claimcheck_wait_step(const void* on, int looks);
#define CLAIMCHECK_WAIT(on, condition) \
  for (int looks_ = 0; !(condition); looks_++) claimcheck_wait_step(on, looks_)
#define wait_event(queue, condition)      \
  do {                                    \
    CLAIMCHECK_WAIT(&(queue), condition); \
  } while (0)
#define CLAIMCHECK_WAIT_FOR(on, condition, result) \
  ({                                               \
    CLAIMCHECK_WAIT(on, condition);                \
    result;                                        \
  })
#define wait_event_interruptible(queue, condition) CLAIMCHECK_WAIT_FOR(&(queue), condition, 0)
#define wait_event_killable(queue, condition) CLAIMCHECK_WAIT_FOR(&(queue), condition, 0)
#define wait_event_timeout(queue, condition, timeout) CLAIMCHECK_WAIT_FOR(&(queue), condition, 1L)
#define wait_event_interruptible_timeout wait_event_timeout
#define wait_event_killable_timeout wait_event_timeout
#define wait_var_event(variable, condition) \
  do {                                      \
    CLAIMCHECK_WAIT(variable, condition);   \
  } while (0)
#define wait_var_event_interruptible(variable, condition) \
  CLAIMCHECK_WAIT_FOR(variable, condition, 0)
#define wait_var_event_killable(variable, condition) CLAIMCHECK_WAIT_FOR(variable, condition, 0)

#endif
