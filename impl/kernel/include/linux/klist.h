/* SPDX-License-Identifier: MIT */
/*
 * Keeps the name only: the runtime's device model has lists of its own.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_KLIST_H
#define CLAIMCHECK_SHIM_LINUX_KLIST_H

#include <linux/list.h>

#endif
