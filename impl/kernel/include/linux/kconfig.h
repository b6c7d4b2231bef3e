/* SPDX-License-Identifier: MIT */
/*
 * Keeps IS_ENABLED() and its kin, and fixes the configuration that the shims stand for: a 64-bit
 * machine with NUMA and huge pages, no kmem driver. Leaves out all other options: they are off.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_KCONFIG_H
#define CLAIMCHECK_SHIM_LINUX_KCONFIG_H

/* assume: CONFIG_*: 64BIT, NUMA, MMU, TRANSPARENT_HUGEPAGE, DEV_DAX are on, all else is off */
#define CONFIG_64BIT 1
#define CONFIG_NUMA 1
#define CONFIG_MMU 1
#define CONFIG_SYSFS 1
#define CONFIG_DEV_DAX 1
#define CONFIG_DAX 1
#define CONFIG_TRANSPARENT_HUGEPAGE 1
#define CONFIG_HAVE_ARCH_TRANSPARENT_HUGEPAGE_PUD 1
#define CONFIG_PHYS_ADDR_T_64BIT 1

#ifndef KBUILD_MODNAME
#define KBUILD_MODNAME "dax"
#endif

/* A macro defined as 1 turns into two arguments, so that the second of three is a 1. */
#define CLAIMCHECK_ON_1 0,
#define CLAIMCHECK_SECOND(ignored, value, ...) value
#define CLAIMCHECK_IS_ON_(pair) CLAIMCHECK_SECOND(pair 1, 0, 0)
#define CLAIMCHECK_IS_ON(value) CLAIMCHECK_IS_ON_(CLAIMCHECK_ON_##value)
#define IS_BUILTIN(option) CLAIMCHECK_IS_ON(option)
#define IS_MODULE(option) CLAIMCHECK_IS_ON(option##_MODULE)
#define IS_ENABLED(option) (IS_BUILTIN(option) || IS_MODULE(option))
#define IS_REACHABLE(option) IS_ENABLED(option)

#endif
