/* SPDX-License-Identifier: MIT */
/*
 * Keeps the names; time stands still.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_JIFFIES_H
#define CLAIMCHECK_SHIM_LINUX_JIFFIES_H

#define HZ 1000
#define jiffies 0UL
#define msecs_to_jiffies(ms) ((unsigned long)(ms))
#define jiffies_to_msecs(ticks) ((unsigned int)(ticks))
#define time_after(a, b) ((long)((b) - (a)) < 0)
#define time_before(a, b) time_after(b, a)

#endif
