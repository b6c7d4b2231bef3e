/* SPDX-License-Identifier: MIT */
/*
 * Keeps the marks of code that runs at start or end. Initialisation functions are listed in the
 * order of the text, whatever their level; the adapter calls dax_bus_init() by name where the tree
 * declares it, and those in the list that are another.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_INIT_H
#define CLAIMCHECK_SHIM_LINUX_INIT_H

#include <linux/compiler.h>

#define CLAIMCHECK_LISTED(list) __attribute__((__used__, __section__(list)))
/* assume: *_initcall: called once, in the order of the text, when the bus is set up */
#define CLAIMCHECK_INIT(function)                                                                  \
  static int (*const claimcheck_init_##function)(void) CLAIMCHECK_LISTED("claimcheck_initcalls") = \
      function
#define CLAIMCHECK_EXIT(function)                       \
  static void (*const claimcheck_exit_##function)(void) \
      CLAIMCHECK_LISTED("claimcheck_exitcalls") = function
#define early_initcall(function) CLAIMCHECK_INIT(function)
#define core_initcall(function) CLAIMCHECK_INIT(function)
#define postcore_initcall(function) CLAIMCHECK_INIT(function)
#define arch_initcall(function) CLAIMCHECK_INIT(function)
#define subsys_initcall(function) CLAIMCHECK_INIT(function)
#define fs_initcall(function) CLAIMCHECK_INIT(function)
#define device_initcall(function) CLAIMCHECK_INIT(function)
#define late_initcall(function) CLAIMCHECK_INIT(function)

#endif
