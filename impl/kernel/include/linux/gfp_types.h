/* SPDX-License-Identifier: MIT */
/*
 * The same as gfp.h.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_GFP_TYPES_H
#define CLAIMCHECK_SHIM_LINUX_GFP_TYPES_H

#include <linux/gfp.h>

#endif
