/* SPDX-License-Identifier: MIT */
/*
 * Keeps the struct that drivers point to; nothing is ever suspended.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_PM_H
#define CLAIMCHECK_SHIM_LINUX_PM_H

struct dev_pm_ops {
  int (*suspend)(void*);
};

#endif
