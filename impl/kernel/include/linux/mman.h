/* SPDX-License-Identifier: MIT */
/*
 * The same as mm.h.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_MMAN_H
#define CLAIMCHECK_SHIM_LINUX_MMAN_H

#include <linux/mm.h>

#endif
