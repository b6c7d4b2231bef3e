/* SPDX-License-Identifier: MIT */
/*
 * Keeps the DAX core's device: alive or not, its inode, its private data. Leaves out access to
 * memory.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_DAX_H
#define CLAIMCHECK_SHIM_LINUX_DAX_H

#include <linux/err.h>
#include <linux/fs.h>
#include <linux/memremap.h>
#include <linux/mm.h>
#include <linux/range.h>
#include <linux/types.h>

struct dax_device;
struct dax_operations {
  long (*direct_access)(struct dax_device* dev, pgoff_t pgoff, long pages, int mode, void** kaddr,
                        void* pfn);
  int (*zero_page_range)(struct dax_device* dev, pgoff_t pgoff, size_t pages);
};
/* assume: alloc_dax: an error pointer where it fails, at the site allocate-dax-device */
struct dax_device* alloc_dax(void* private_data, const struct dax_operations* ops);
/* assume: put_dax: NULL is nothing; frees at the last reference */
void put_dax(struct dax_device* dev);
void kill_dax(struct dax_device* dev);
void run_dax(struct dax_device* dev);
bool dax_alive(struct dax_device* dev);
void* dax_get_private(struct dax_device* dev);
struct inode* dax_inode(struct dax_device* dev);
struct dax_device* inode_dax(struct inode* inode);
void set_dax_nocache(struct dax_device* dev);
void set_dax_nomc(struct dax_device* dev);
void set_dax_synchronous(struct dax_device* dev);
bool dax_synchronous(struct dax_device* dev);
void dax_write_cache(struct dax_device* dev, bool enabled);
bool dax_write_cache_enabled(struct dax_device* dev);
int dax_read_lock(void);
void dax_read_unlock(int id);

#endif
