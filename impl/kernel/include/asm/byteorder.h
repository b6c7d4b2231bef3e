/* SPDX-License-Identifier: MIT */
/*
 * The same as byteorder/generic.h.
 */
#ifndef CLAIMCHECK_SHIM_ASM_BYTEORDER_H
#define CLAIMCHECK_SHIM_ASM_BYTEORDER_H

#include <linux/byteorder/generic.h>

#endif
