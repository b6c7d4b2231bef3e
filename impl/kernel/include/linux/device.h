/* SPDX-License-Identifier: MIT */
/*
 * Keeps devices: their life, their place in the tree and on a bus, their attributes, their lock.
 * Leaves out power, links, DMA, classes' lists, firmware nodes and events to user space.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_DEVICE_H
#define CLAIMCHECK_SHIM_LINUX_DEVICE_H

#include <linux/atomic.h>
#include <linux/bug.h>
#include <linux/cleanup.h>
#include <linux/compiler.h>
#include <linux/dev_printk.h>
#include <linux/device/bus.h>
#include <linux/device/class.h>
#include <linux/device/devres.h>
#include <linux/device/driver.h>
#include <linux/err.h>
#include <linux/gfp.h>
#include <linux/idr.h>
#include <linux/ioport.h>
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/list.h>
#include <linux/lockdep.h>
#include <linux/mutex.h>
#include <linux/numa.h>
#include <linux/overflow.h>
#include <linux/rwsem.h>
#include <linux/spinlock.h>
#include <linux/types.h>

struct fwnode_handle {
  struct device* dev;
};
struct device_node;
struct device_type {
  const char* name;
  const struct attribute_group** groups;
  int (*uevent)(CLAIMCHECK_UEVENT_CONST struct device* dev, struct kobj_uevent_env* env);
  char* (*devnode)(CLAIMCHECK_DEVNODE_CONST struct device* dev, umode_t* mode, void* uid,
                   void* gid);
  void (*release)(struct device* dev);
  const struct dev_pm_ops* pm;
};
/* A place in one of the runtime's lists, which lookups may stand on while it is removed. */
struct claimcheck_place {
  struct list_head link;
  struct device* dev;
  unsigned int users;
  bool dead;
};
struct device {
  struct kobject kobj;
  struct device* parent;
  const char* init_name;
  const struct device_type* type;
  const struct bus_type* bus;
  struct device_driver* driver;
  void* platform_data;
  void* driver_data;
  struct mutex mutex;
  struct device_node* of_node;
  struct fwnode_handle* fwnode;
  u64* dma_mask;
  u64 coherent_dma_mask;
  int numa_node;
  dev_t devt;
  u32 id;
  const struct class* class;
  const struct attribute_group** groups;
  void (*release)(struct device* dev);
  bool offline_disabled, offline, can_match, dma_coherent;
  /* The runtime's. */
  struct list_head devres_head;
  struct list_head children;
  struct claimcheck_place of_parent, of_bus, of_driver;
  bool dead;
};
struct device_attribute {
  struct attribute attr;
  union {
    ssize_t (*show)(struct device* dev, struct device_attribute* attr, char* buffer);
    ssize_t (*show_const)(struct device* dev, const struct device_attribute* attr, char* buffer);
  };
  union {
    ssize_t (*store)(struct device* dev, struct device_attribute* attr, const char* text,
                     size_t length);
    ssize_t (*store_const)(struct device* dev, const struct device_attribute* attr,
                           const char* text, size_t length);
  };
};
struct dev_ext_attribute {
  struct device_attribute attr;
  void* var;
};
#define DEVICE_ATTR(file, mode, show, store) \
  struct device_attribute dev_attr_##file = __ATTR(file, mode, show, store)
#define DEVICE_ATTR_RW(file) struct device_attribute dev_attr_##file = __ATTR_RW(file)
#define DEVICE_ATTR_RO(file) struct device_attribute dev_attr_##file = __ATTR_RO(file)
#define DEVICE_ATTR_WO(file) struct device_attribute dev_attr_##file = __ATTR_WO(file)
#define DEVICE_ATTR_ADMIN_RW(file) \
  struct device_attribute dev_attr_##file = __ATTR_RW_MODE(file, 0600)
#define DEVICE_ATTR_ADMIN_RO(file) \
  struct device_attribute dev_attr_##file = __ATTR_RO_MODE(file, 0400)
#define DEVICE_ATTR_PREALLOC DEVICE_ATTR
#define DEVICE_ATTR_IGNORE_LOCKDEP DEVICE_ATTR

/* assume: device_initialize: one reference, the caller's; the memory was zero */
void device_initialize(struct device* dev);
/* assume: device_add: refuses a taken name with -EEXIST and none with -EINVAL; fails at the site
 * register-device; makes the device findable, by its files and on its bus in one step, and orders
 * what was written before; binds a driver that matches, where the bus probes by itself; keeps a
 * reference on the parent */
int __must_check device_add(struct device* dev);
int __must_check device_register(struct device* dev);
/* assume: device_del: no longer findable, by file and bus in one step; waits for its files, unbinds
 * its driver, gives back the parent */
void device_del(struct device* dev);
void device_unregister(struct device* dev);
struct device* get_device(struct device* dev);
/* assume: put_device: the last one runs the release function in that task, under whatever it holds
 */
void put_device(struct device* dev);
bool kill_device(struct device* dev);
DEFINE_FREE(put_device, struct device*, if (_T) put_device(_T))
DEFINE_FREE(device_unregister, struct device*, if (!IS_ERR_OR_NULL(_T)) device_unregister(_T))
DEFINE_FREE(device_del, struct device*, if (_T) device_del(_T))
/* assume: dev_set_name: fails at the site device-name, and device_add then with -EINVAL */
int dev_set_name(struct device* dev, const char* format, ...) __printf(2, 3);
static inline const char* dev_name(const struct device* dev) {
  return dev->init_name ? dev->init_name : dev->kobj.name;
}
static inline int device_is_registered(struct device* dev) {
  return dev->kobj.state_in_sysfs;
}
static inline void* dev_get_drvdata(const struct device* dev) {
  return dev->driver_data;
}
static inline void dev_set_drvdata(struct device* dev, void* data) {
  dev->driver_data = data;
}
static inline void* dev_get_platdata(const struct device* dev) {
  return dev->platform_data;
}
static inline int dev_to_node(struct device* dev) {
  return dev->numa_node;
}
static inline void set_dev_node(struct device* dev, int node) {
  dev->numa_node = node;
}
static inline struct device* kobj_to_dev(struct kobject* kobj) {
  return container_of(kobj, struct device, kobj);
}
#define dev_fwnode(dev) ((dev)->fwnode)
#define device_set_node(dev, node) ((dev)->fwnode = (node))
#define device_enable_async_suspend(dev) (void)(dev)
#define device_set_pm_not_required(dev) (void)(dev)
#define dev_set_uevent_suppress(dev, value) (void)(dev)
#define device_set_of_node_from_dev(dev, from) ((dev)->of_node = (from)->of_node)

/* assume: device_lock: one lock a device, not interruptible; held around probe and remove */
void device_lock(struct device* dev);
void device_unlock(struct device* dev);
int device_trylock(struct device* dev);
int device_lock_interruptible(struct device* dev);
static inline void device_lock_assert(struct device* dev) {
  lockdep_assert_held(&dev->mutex);
}
DEFINE_GUARD(device, struct device*, device_lock(_T), device_unlock(_T))
DEFINE_GUARD_COND(device, _intr, device_lock_interruptible(_T), _RET == 0)
DEFINE_GUARD_COND(device, _try, device_trylock(_T))

/* assume: device_for_each_child: holds a reference on the child while it is looked at, drops it
 * afterwards; a child that was removed meanwhile is skipped */
int device_for_each_child(struct device* parent, void* data, device_iter_t look);
int device_for_each_child_reverse(struct device* parent, void* data, device_iter_t look);
int device_for_each_child_reverse_from(struct device* parent, struct device* from, void* data,
                                       device_iter_t look);
/* assume: device_find_child: returns it with a reference, looks in the order of addition */
struct device* device_find_child(struct device* parent, const void* data, device_match_t match);
/* assume: device_find_child_by_name: as sysfs_streq compares */
struct device* device_find_child_by_name(struct device* parent, const char* name);
struct device* device_find_any_child(struct device* parent);
#define device_for_each_child(parent, data, look) \
  device_for_each_child(parent, data, claimcheck_look(look))
#define device_for_each_child_reverse(parent, data, look) \
  device_for_each_child_reverse(parent, data, claimcheck_look(look))
#define device_for_each_child_reverse_from(parent, from, data, look) \
  device_for_each_child_reverse_from(parent, from, data, claimcheck_look(look))
#define device_find_child(parent, data, match) \
  device_find_child(parent, data, claimcheck_match(match))
int device_create_file(struct device* dev, const struct device_attribute* attr);
void device_remove_file(struct device* dev, const struct device_attribute* attr);
int device_add_groups(struct device* dev, const struct attribute_group** groups);
void device_remove_groups(struct device* dev, const struct attribute_group** groups);
#define device_add_group(dev, group) sysfs_create_group(&(dev)->kobj, group)
#define device_remove_group(dev, group) sysfs_remove_group(&(dev)->kobj, group)
int devm_device_add_group(struct device* dev, const struct attribute_group* group);
int devm_device_add_groups(struct device* dev, const struct attribute_group** groups);
/* assume: device_attach: 1 where a driver is bound, 0 where none was */
int __must_check device_attach(struct device* dev);
int __must_check device_driver_attach(const struct device_driver* driver, struct device* dev);
int device_bind_driver(struct device* dev);
/* assume: device_release_driver: devres goes after remove, then driver and drvdata are taken back
 */
void device_release_driver(struct device* dev);
int __must_check device_reprobe(struct device* dev);
int device_move(struct device* dev, struct device* parent, int order);
struct device* root_device_register(const char* name);
void root_device_unregister(struct device* root);

#endif
