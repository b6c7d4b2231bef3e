/* SPDX-License-Identifier: MIT */
/*
 * Keeps how near memory is; nobody asks.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_NODE_H
#define CLAIMCHECK_SHIM_LINUX_NODE_H

#include <linux/numa.h>

#endif
