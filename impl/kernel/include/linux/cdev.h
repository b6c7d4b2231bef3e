/* SPDX-License-Identifier: MIT */
/*
 * Keeps the struct that device-dax embeds.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_CDEV_H
#define CLAIMCHECK_SHIM_LINUX_CDEV_H

#include <linux/kobject.h>
#include <linux/types.h>
struct file_operations;
struct cdev {
  struct kobject kobj;
  const struct file_operations* ops;
  dev_t dev;
  unsigned int count;
};

#endif
