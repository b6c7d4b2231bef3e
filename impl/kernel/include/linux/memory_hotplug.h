/* SPDX-License-Identifier: MIT */
/*
 * Keeps whether the memory map may lie on the memory itself: yes.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_MEMORY_HOTPLUG_H
#define CLAIMCHECK_SHIM_LINUX_MEMORY_HOTPLUG_H

#include <linux/range.h>
#include <linux/types.h>
/* assume: mhp_supports_memmap_on_memory: yes */
#define mhp_supports_memmap_on_memory(...) true

#endif
