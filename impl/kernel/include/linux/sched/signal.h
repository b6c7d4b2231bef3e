/* SPDX-License-Identifier: MIT */
/*
 * The same as sched.h.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_SCHED_SIGNAL_H
#define CLAIMCHECK_SHIM_LINUX_SCHED_SIGNAL_H

#include <linux/sched.h>

#endif
