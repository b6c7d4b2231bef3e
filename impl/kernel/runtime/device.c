// SPDX-License-Identifier: MIT
/* A device's life: made, added, found, deleted, released. */
#include <linux/device.h>
#include <linux/platform_device.h>
#include <linux/slab.h>

#include "impl/kernel/runtime/directory.h"
#include "impl/kernel/runtime/driver.h"
#include "impl/kernel/runtime/memory.h"
#include "impl/kernel/runtime/place.h"
#include "impl/kernel/runtime/state.h"

static void release_device(struct kobject* kobj) {
  struct device* dev = kobj_to_dev(kobj);
  devres_release_all(dev);
  if (dev->release) {
    dev->release(dev);
  } else if (dev->type && dev->type->release) {
    dev->type->release(dev);
  } else if (dev->class && dev->class->dev_release) {
    dev->class->dev_release(dev);
  } else {
    runtime_warn("device '%s' does not have a release() function", kobj->name);
  }
}

static const struct kobj_type device_kind = {.release = release_device};

void device_initialize(struct device* dev) {
  memory_check(dev, sizeof(*dev), true, RUNTIME_CALLER);
  kobject_init(&dev->kobj, &device_kind);
  dev->mutex.dep_map.name = "device-mutex";
  INIT_LIST_HEAD(&dev->devres_head);
  INIT_LIST_HEAD(&dev->children);
  dev->numa_node = NUMA_NO_NODE;
  dev->dead = false;
}

void kobject_init(struct kobject* kobj, const struct kobj_type* kind) {
  memory_check(kobj, sizeof(*kobj), true, RUNTIME_CALLER);
  kref_init(&kobj->kref);
  kobj->ktype = kind;
  kobj->state_initialized = true;
}

struct kobject* kobject_get(struct kobject* kobj) {
  if (kobj) kref_get(&kobj->kref);
  return kobj;
}

void kobject_put(struct kobject* kobj) {
  if (!kobj) return;
  if (!refcount_dec_and_test(&kobj->kref.refcount)) return;
  const char* name = kobj->name;
  if (kobj->ktype && kobj->ktype->release) kobj->ktype->release(kobj);
  if (name) memory_free(name, RUNTIME_CALLER);
}

struct device* get_device(struct device* dev) {
  if (!dev) return NULL;
  kref_get(&dev->kobj.kref);
  return dev;
}
void put_device(struct device* dev) {
  if (dev) kobject_put(&dev->kobj);
}

static int set_name(struct kobject* kobj, const char* format, va_list list, const void* caller) {
  const int error = runtime_fail("device-name");
  if (error) return error;
  char text[128];
  const int length = claimcheck_vscnprintf(text, sizeof(text), format, list);
  char* name = memory_allocate((size_t)length + 1, true, 0, caller);
  __builtin_memcpy(name, text, (size_t)length + 1);
  for (char* at = name; *at; at++) {
    if (*at == '/') *at = '!';
  }
  const char* old = kobj->name;
  kobj->name = name;
  if (old) memory_free(old, caller);
  return 0;
}

int dev_set_name(struct device* dev, const char* format, ...) {
  memory_check(dev, sizeof(*dev), true, RUNTIME_CALLER);
  va_list list;
  va_start(list, format);
  const int error = set_name(&dev->kobj, format, list, RUNTIME_CALLER);
  va_end(list);
  return error;
}
int kobject_set_name(struct kobject* kobj, const char* format, ...) {
  va_list list;
  va_start(list, format);
  const int error = set_name(kobj, format, list, RUNTIME_CALLER);
  va_end(list);
  return error;
}

static const struct attribute_group* const* groups_of(const struct device* dev, int i) {
  switch (i) {
    case 0:
      return (const void*)(dev->class ? dev->class->dev_groups : NULL);
    case 1:
      return (const void*)(dev->type ? dev->type->groups : NULL);
    case 2:
      return (const void*)dev->groups;
    default:
      return (const void*)(dev->bus ? dev->bus->dev_groups : NULL);
  }
}
enum { GROUP_SOURCES = 4 };

static void remember_added(struct device* dev) {
  struct runtime_task* task = runtime_task();
  for (size_t i = 0; i < ARRAY_SIZE(task->added); i++) {
    if (task->added[i].parent && task->added[i].parent != dev->parent) continue;
    task->added[i].parent = dev->parent;
    claimcheck_scnprintf(task->added[i].name, sizeof(task->added[i].name), "%s", dev_name(dev));
    return;
  }
}

const char* runtime_added(const struct device* parent) {
  const struct runtime_task* task = runtime_task();
  for (size_t i = 0; i < ARRAY_SIZE(task->added); i++) {
    if (task->added[i].parent == parent) return task->added[i].name;
  }
  return NULL;
}

/*
 * In the order of the driver core: files, then the bus and its driver, then the parent's list.
 * There a file is found a moment before the bus knows the device, and a bind in that moment is
 * refused; here both find it from one step on, as what a user sees of the core is not what is
 * checked (C1).
 */
static int add_device(struct device* dev, const void* caller) {
  if (!dev->kobj.name && dev->init_name) {
    const int error = dev_set_name(dev, "%s", dev->init_name);
    if (error) return error;
    dev->init_name = NULL;
  }
  if (!dev->kobj.name) return -EINVAL;
  memory_check_text(dev->kobj.name, 256, caller);
  runtime_release(dev);
  const int error = directory_add(dev->parent ? dev->parent->kobj.sd : NULL, &dev->kobj);
  if (error) return error;
  get_device(dev->parent);
  dev->kobj.state_in_sysfs = true;
  runtime_count(&claimcheck_state.counts.devices, 1);
  remember_added(dev);
  for (int i = 0; i < GROUP_SOURCES; i++) {
    const struct attribute_group* const* groups = groups_of(dev, i);
    for (; groups && *groups; groups++) directory_add_group(&dev->kobj, *groups);
  }
  bus_take_device(dev);
  directory_show(&dev->kobj, true);
  bus_probe_new_device(dev);
  if (dev->parent) place_add(&dev->parent->children, &dev->of_parent, dev);
  return 0;
}

int device_add(struct device* dev) {
  if (!dev) return -EINVAL;
  memory_check(dev, sizeof(*dev), true, RUNTIME_CALLER);
  int error = runtime_fail("register-device");
  if (error) return error;
  if (dev->kobj.state_in_sysfs) runtime_die("device_add: '%s' is added already", dev->kobj.name);
  get_device(dev);
  error = add_device(dev, RUNTIME_CALLER);
  put_device(dev);
  return error;
}

int device_register(struct device* dev) {
  device_initialize(dev);
  return device_add(dev);
}

bool kill_device(struct device* dev) {
  lockdep_assert_held(&dev->mutex);
  const bool was = dev->dead;
  dev->dead = true;
  return !was;
}

void device_del(struct device* dev) {
  memory_check(dev, sizeof(*dev), true, RUNTIME_CALLER);
  if (!dev->kobj.state_in_sysfs) runtime_die("device_del: '%s' is not added", dev->kobj.name);
  struct device* parent = dev->parent;
  directory_show(&dev->kobj, false);
  device_lock(dev);
  kill_device(dev);
  device_unlock(dev);
  if (parent) place_remove(&parent->children, &dev->of_parent);
  for (int i = 0; i < GROUP_SOURCES; i++) {
    const struct attribute_group* const* groups = groups_of(dev, i);
    for (; groups && *groups; groups++) directory_remove_group(&dev->kobj, *groups);
  }
  bus_drop_device(dev);
  /* What it owns without a driver goes here, as it may hold references on the device itself. */
  devres_release_all(dev);
  directory_remove(&dev->kobj);
  dev->kobj.state_in_sysfs = false;
  runtime_count(&claimcheck_state.counts.devices, -1);
  put_device(parent);
}

void device_unregister(struct device* dev) {
  device_del(dev);
  put_device(dev);
}

const char* claimcheck_device_name(const struct device* dev) {
  memory_check(dev, sizeof(*dev), false, RUNTIME_CALLER);
  return dev_name(dev);
}
const char* dev_driver_string(const struct device* dev) {
  memory_check(dev, sizeof(*dev), false, RUNTIME_CALLER);
  const struct device_driver* driver = dev->driver;
  if (driver) return driver->name;
  return dev->bus ? dev->bus->name : "";
}

static void free_root(struct device* dev) {
  kfree(dev);
}

struct device* root_device_register(const char* name) {
  struct device* root = kzalloc(sizeof(*root), GFP_KERNEL);
  if (!root) return ERR_PTR(-ENOMEM);
  device_initialize(root);
  root->release = free_root;
  int error = dev_set_name(root, "%s", name);
  if (!error) error = device_add(root);
  if (!error) return root;
  put_device(root);
  return ERR_PTR(error);
}
void root_device_unregister(struct device* root) {
  device_unregister(root);
}

int device_move(struct device* dev, struct device* parent, int order) {
  (void)order;
  struct device* old = dev->parent;
  if (old) place_remove(&old->children, &dev->of_parent);
  dev->parent = get_device(parent);
  if (parent) place_add(&parent->children, &dev->of_parent, dev);
  put_device(old);
  return 0;
}
