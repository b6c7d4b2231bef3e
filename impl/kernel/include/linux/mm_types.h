/* SPDX-License-Identifier: MIT */
/*
 * The same as mm.h.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_MM_TYPES_H
#define CLAIMCHECK_SHIM_LINUX_MM_TYPES_H

#include <linux/mm.h>

#endif
