/* SPDX-License-Identifier: MIT */
/*
 * Keeps the plainest calls, on the same arena as kmalloc().
 */
#ifndef CLAIMCHECK_SHIM_LINUX_VMALLOC_H
#define CLAIMCHECK_SHIM_LINUX_VMALLOC_H

#include <linux/slab.h>
#define vmalloc(size) kmalloc(size, GFP_KERNEL)
#define vzalloc(size) kzalloc(size, GFP_KERNEL)
#define vfree(object) kfree(object)

#endif
