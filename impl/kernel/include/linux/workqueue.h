/* SPDX-License-Identifier: MIT */
/*
 * Keeps work that runs where it is queued, at once.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_WORKQUEUE_H
#define CLAIMCHECK_SHIM_LINUX_WORKQUEUE_H

#include <linux/types.h>
struct work_struct;
typedef void (*work_func_t)(struct work_struct* work);
struct work_struct {
  work_func_t func;
};
/* assume: queue_work: runs the work in the caller, at once */
#define INIT_WORK(work, function) ((work)->func = (function))
#define schedule_work(work) ((work)->func(work), true)
#define queue_work(queue, work) ((void)(queue), schedule_work(work))
#define flush_work(work) ((void)(work), false)
#define cancel_work_sync(work) ((void)(work), false)

#endif
