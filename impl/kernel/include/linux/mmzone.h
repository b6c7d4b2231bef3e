/* SPDX-License-Identifier: MIT */
/*
 * Keeps the sizes of memory sections.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_MMZONE_H
#define CLAIMCHECK_SHIM_LINUX_MMZONE_H

#include <linux/memory_hotplug.h>
#include <linux/numa.h>
#include <linux/pgtable.h>
#define SECTION_SIZE_BITS 27
#define SUBSECTION_SHIFT 21
#define SUBSECTION_SIZE (1UL << SUBSECTION_SHIFT)

#endif
