/* SPDX-License-Identifier: MIT */
/*
 * Keeps device numbers.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_KDEV_T_H
#define CLAIMCHECK_SHIM_LINUX_KDEV_T_H

#include <linux/types.h>
#define MINORBITS 20
#define MAJOR(dev) ((unsigned int)((dev) >> MINORBITS))
#define MINOR(dev) ((unsigned int)((dev) & ((1U << MINORBITS) - 1)))
#define MKDEV(major, minor) (((dev_t)(major) << MINORBITS) | (dev_t)(minor))

#endif
