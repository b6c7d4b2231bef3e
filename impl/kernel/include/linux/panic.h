/* SPDX-License-Identifier: MIT */
/*
 * Keeps panic(), which ends the engine.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_PANIC_H
#define CLAIMCHECK_SHIM_LINUX_PANIC_H

#include <linux/bug.h>
#define panic(...) claimcheck_bug(__FILE__, __LINE__, "panic()")

#endif
