/* SPDX-License-Identifier: MIT */
/*
 * Keeps what <linux/wait.h> has of it.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_WAIT_BIT_H
#define CLAIMCHECK_SHIM_LINUX_WAIT_BIT_H

#include <linux/wait.h>

#endif
