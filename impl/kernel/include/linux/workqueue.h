/* SPDX-License-Identifier: MIT */
/*
 * Keeps work that is done later: by the task that queued it, when its operation is over and it
 * holds no lock. All queues are one; delays are none.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_WORKQUEUE_H
#define CLAIMCHECK_SHIM_LINUX_WORKQUEUE_H

#include <linux/container_of.h>
#include <linux/types.h>

struct work_struct;
struct workqueue_struct;
typedef void (*work_func_t)(struct work_struct* work);
struct work_struct {
  work_func_t func;
  struct work_struct* next; /* while it waits to be done */
  bool pending;
};
struct delayed_work {
  struct work_struct work;
};
#define DECLARE_WORK(name, function) struct work_struct name = {.func = (function)}
#define DECLARE_DELAYED_WORK(name, function) struct delayed_work name = {{.func = (function)}}
#define INIT_WORK(work, function) (*(work) = (struct work_struct){.func = (function)})
#define INIT_DELAYED_WORK(delayed, function) INIT_WORK(&(delayed)->work, function)
#define to_delayed_work(pointer) container_of(pointer, struct delayed_work, work)

/* assume: queue_work: done at the end of the operation that queued it, in the order of queueing;
 * false where it waits already */
bool schedule_work(struct work_struct* work);
/* assume: flush_work: does it where it waits, and waits where another task does it */
bool flush_work(struct work_struct* work);
bool cancel_work(struct work_struct* work);
bool cancel_work_sync(struct work_struct* work);
void claimcheck_flush_all_work(void);
#define queue_work(queue, work) ((void)(queue), schedule_work(work))
#define work_pending(work) ((work)->pending)
#define schedule_delayed_work(delayed, time) ((void)(time), schedule_work(&(delayed)->work))
#define queue_delayed_work(queue, delayed, time) \
  ((void)(queue), schedule_delayed_work(delayed, time))
#define mod_delayed_work(queue, delayed, time) queue_delayed_work(queue, delayed, time)
#define flush_delayed_work(delayed) flush_work(&(delayed)->work)
#define cancel_delayed_work(delayed) cancel_work(&(delayed)->work)
#define cancel_delayed_work_sync(delayed) cancel_work_sync(&(delayed)->work)

#define system_wq ((struct workqueue_struct*)16)
#define system_percpu_wq system_wq
#define system_unbound_wq system_wq
#define system_dfl_wq system_wq
#define system_long_wq system_wq
#define WQ_UNBOUND 2u
#define WQ_MEM_RECLAIM 8u
#define alloc_workqueue(...) system_wq
#define alloc_ordered_workqueue(...) system_wq
#define flush_workqueue(queue) ((void)(queue), claimcheck_flush_all_work())
#define drain_workqueue(queue) flush_workqueue(queue)
#define destroy_workqueue(queue) flush_workqueue(queue)
#define flush_scheduled_work() claimcheck_flush_all_work()

#endif
