/* SPDX-License-Identifier: MIT */
/*
 * Keeps the distance of default memory.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_MEMORY_TIERS_H
#define CLAIMCHECK_SHIM_LINUX_MEMORY_TIERS_H

#define MEMTIER_DEFAULT_DAX_ADISTANCE 1024

#endif
