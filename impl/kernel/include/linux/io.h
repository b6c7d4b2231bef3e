/* SPDX-License-Identifier: MIT */
/*
 * Keeps the names that the DAX core reads it for.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_IO_H
#define CLAIMCHECK_SHIM_LINUX_IO_H

#include <linux/string.h>
#include <linux/types.h>
#define MEMREMAP_WB 1
struct device;

#endif
