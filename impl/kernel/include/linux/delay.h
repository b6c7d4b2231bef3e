/* SPDX-License-Identifier: MIT */
/*
 * Keeps the names; time stands still.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_DELAY_H
#define CLAIMCHECK_SHIM_LINUX_DELAY_H

#define msleep(ms) (void)(ms)
#define udelay(us) (void)(us)
#define usleep_range(low, high) (void)(low)

#endif
