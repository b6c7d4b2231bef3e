/* SPDX-License-Identifier: MIT */
/*
 * Keeps what the DAX core has of an inode: its number and its mapping.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_FS_H
#define CLAIMCHECK_SHIM_LINUX_FS_H

#include <linux/kdev_t.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/types.h>
#include <linux/uuid.h>
struct address_space {
  struct inode* host;
};
struct inode {
  dev_t i_rdev;
  umode_t i_mode;
  unsigned int i_flags;
  struct address_space* i_mapping;
  struct address_space i_data;
};
struct file;
struct file_operations {
  struct module* owner;
};
#define S_DAX 0x2000

#endif
