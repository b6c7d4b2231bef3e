/* SPDX-License-Identifier: MIT */
/*
 * Keeps completions. One that is waited for before it is complete ends the engine where no other
 * task could complete it: the harness has no way to wait but for a lock.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_COMPLETION_H
#define CLAIMCHECK_SHIM_LINUX_COMPLETION_H

#include <linux/types.h>
struct completion {
  atomic_t done;
};
#define COMPLETION_INITIALIZER(name) \
  { .done = ATOMIC_INIT(0) }
#define DECLARE_COMPLETION(name) struct completion name = COMPLETION_INITIALIZER(name)
#define DECLARE_COMPLETION_ONSTACK(name) DECLARE_COMPLETION(name)
void init_completion(struct completion* completion);
void reinit_completion(struct completion* completion);
void complete(struct completion* completion);
void complete_all(struct completion* completion);
bool completion_done(struct completion* completion);
/* assume: wait_for_completion: looks again at every step; a thousand looks without it end the
 * engine */
void wait_for_completion(struct completion* completion);
#define wait_for_completion_interruptible(completion) (wait_for_completion(completion), 0)
#define wait_for_completion_killable(completion) (wait_for_completion(completion), 0)
#define wait_for_completion_timeout(completion, timeout) (wait_for_completion(completion), 1UL)

#endif
