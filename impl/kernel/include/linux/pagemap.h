/* SPDX-License-Identifier: MIT */
/*
 * The same as fs.h and mm.h.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_PAGEMAP_H
#define CLAIMCHECK_SHIM_LINUX_PAGEMAP_H

#include <linux/fs.h>
#include <linux/mm.h>

#endif
