/* SPDX-License-Identifier: MIT */
/*
 * Keeps what code asks of its task: that it may go on.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_SCHED_H
#define CLAIMCHECK_SHIM_LINUX_SCHED_H

#include <linux/kernel.h>
#include <linux/types.h>
struct task_struct {
  int pid;
  char comm[16];
};
#define TASK_COMM_LEN 16
#define signal_pending(task) 0
#define fatal_signal_pending(task) 0
#define schedule() (void)0
#define lockdep_hardirqs_on() (void)0
#define MAX_SCHEDULE_TIMEOUT ((long)(~0UL >> 1))

#endif
