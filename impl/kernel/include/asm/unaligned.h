/* SPDX-License-Identifier: MIT */
/*
 * The same as unaligned.h.
 */
#ifndef CLAIMCHECK_SHIM_ASM_UNALIGNED_H
#define CLAIMCHECK_SHIM_ASM_UNALIGNED_H

#include <linux/unaligned.h>

#endif
