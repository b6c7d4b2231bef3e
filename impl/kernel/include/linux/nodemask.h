/* SPDX-License-Identifier: MIT */
/*
 * The same as numa.h.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_NODEMASK_H
#define CLAIMCHECK_SHIM_LINUX_NODEMASK_H

#include <linux/numa.h>

#endif
