// SPDX-License-Identifier: MIT
/* The DAX core's device: what drivers/dax/super.c has of it that a bus needs. */
#include <linux/dax.h>

#include "impl/kernel/runtime/memory.h"
#include "impl/kernel/runtime/state.h"

enum { ALIVE, WRITE_CACHE, SYNCHRONOUS, NO_CACHE, NO_MACHINE_CHECK };

struct dax_device {
  struct inode inode;
  void* private_data;
  const struct dax_operations* ops;
  refcount_t references;
  unsigned long flags;
};

static void look(const struct dax_device* dev, const void* caller) {
  memory_check(dev, sizeof(*dev), true, caller);
}
static void set_flag(struct dax_device* dev, int flag, bool value, const void* caller) {
  look(dev, caller);
  if (value) {
    __atomic_fetch_or(&dev->flags, BIT(flag), __ATOMIC_SEQ_CST);
  } else {
    __atomic_fetch_and(&dev->flags, ~BIT(flag), __ATOMIC_SEQ_CST);
  }
}
static bool has_flag(const struct dax_device* dev, int flag, const void* caller) {
  look(dev, caller);
  return (__atomic_load_n(&dev->flags, __ATOMIC_SEQ_CST) & BIT(flag)) != 0;
}

struct dax_device* alloc_dax(void* private_data, const struct dax_operations* ops) {
  const int error = runtime_fail("allocate-dax-device");
  if (error) return ERR_PTR(error);
  struct dax_device* dev = memory_allocate(sizeof(*dev), true, 0, RUNTIME_CALLER);
  dev->private_data = private_data;
  dev->ops = ops;
  dev->inode.i_mapping = &dev->inode.i_data;
  dev->inode.i_data.host = &dev->inode;
  refcount_set(&dev->references, 1);
  set_flag(dev, ALIVE, true, RUNTIME_CALLER);
  return dev;
}

void put_dax(struct dax_device* dev) {
  if (!dev) return;
  look(dev, RUNTIME_CALLER);
  if (refcount_dec_and_test(&dev->references)) memory_free(dev, RUNTIME_CALLER);
}

void kill_dax(struct dax_device* dev) {
  if (dev) set_flag(dev, ALIVE, false, RUNTIME_CALLER);
}
void run_dax(struct dax_device* dev) {
  set_flag(dev, ALIVE, true, RUNTIME_CALLER);
}
bool dax_alive(struct dax_device* dev) {
  return has_flag(dev, ALIVE, RUNTIME_CALLER);
}
void* dax_get_private(struct dax_device* dev) {
  return dax_alive(dev) ? dev->private_data : NULL;
}
struct inode* dax_inode(struct dax_device* dev) {
  look(dev, RUNTIME_CALLER);
  return &dev->inode;
}
struct dax_device* inode_dax(struct inode* inode) {
  return container_of(inode, struct dax_device, inode);
}
void set_dax_nocache(struct dax_device* dev) {
  set_flag(dev, NO_CACHE, true, RUNTIME_CALLER);
}
void set_dax_nomc(struct dax_device* dev) {
  set_flag(dev, NO_MACHINE_CHECK, true, RUNTIME_CALLER);
}
void set_dax_synchronous(struct dax_device* dev) {
  set_flag(dev, SYNCHRONOUS, true, RUNTIME_CALLER);
}
bool dax_synchronous(struct dax_device* dev) {
  return has_flag(dev, SYNCHRONOUS, RUNTIME_CALLER);
}
void dax_write_cache(struct dax_device* dev, bool enabled) {
  set_flag(dev, WRITE_CACHE, enabled, RUNTIME_CALLER);
}
bool dax_write_cache_enabled(struct dax_device* dev) {
  return has_flag(dev, WRITE_CACHE, RUNTIME_CALLER);
}
int dax_read_lock(void) {
  return 0;
}
void dax_read_unlock(int id) {
  (void)id;
}

void unmap_mapping_range(struct address_space* mapping, loff_t const start, loff_t const length,
                         int even_cows) {
  (void)start;
  (void)length;
  (void)even_cows;
  memory_check(mapping, sizeof(*mapping), false, RUNTIME_CALLER);
}
