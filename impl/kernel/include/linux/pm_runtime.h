/* SPDX-License-Identifier: MIT */
/*
 * Keeps nothing: no device sleeps.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_PM_RUNTIME_H
#define CLAIMCHECK_SHIM_LINUX_PM_RUNTIME_H

#define pm_runtime_enable(dev) (void)(dev)
#define pm_runtime_disable(dev) (void)(dev)

#endif
