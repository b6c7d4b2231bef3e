/* SPDX-License-Identifier: MIT */
/*
 * Keeps the marks of code that runs at start or end. Initialisation functions are not called:
 * the adapter calls dax_bus_init() by name.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_INIT_H
#define CLAIMCHECK_SHIM_LINUX_INIT_H

#include <linux/compiler.h>

#define CLAIMCHECK_INIT(function) \
  static int (*const claimcheck_init_##function)(void) __maybe_unused = function
#define early_initcall(function) CLAIMCHECK_INIT(function)
#define core_initcall(function) CLAIMCHECK_INIT(function)
#define postcore_initcall(function) CLAIMCHECK_INIT(function)
#define arch_initcall(function) CLAIMCHECK_INIT(function)
#define subsys_initcall(function) CLAIMCHECK_INIT(function)
#define fs_initcall(function) CLAIMCHECK_INIT(function)
#define device_initcall(function) CLAIMCHECK_INIT(function)
#define late_initcall(function) CLAIMCHECK_INIT(function)

#endif
