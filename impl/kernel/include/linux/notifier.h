/* SPDX-License-Identifier: MIT */
/*
 * Keeps the struct; nobody is notified.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_NOTIFIER_H
#define CLAIMCHECK_SHIM_LINUX_NOTIFIER_H

#include <linux/types.h>
struct notifier_block {
  int (*notifier_call)(struct notifier_block* block, unsigned long action, void* data);
  struct notifier_block* next;
  int priority;
};
#define NOTIFY_DONE 0
#define NOTIFY_OK 1

#endif
