// SPDX-License-Identifier: MIT
/* Buses, drivers, and binding the two kinds of thing on them. */
#include "impl/kernel/runtime/driver.h"

#include <linux/slab.h>
#include <linux/string.h>

#include "impl/kernel/runtime/directory.h"
#include "impl/kernel/runtime/memory.h"
#include "impl/kernel/runtime/place.h"
#include "impl/kernel/runtime/state.h"

struct bus_private* bus_find(const struct bus_type* bus) {
  struct bus_private* private;
  list_for_each_entry(private, &claimcheck_state.buses, link) {
    if (private->bus == bus) return private;
  }
  return NULL;
}

int bus_register(const struct bus_type* bus) {
  if (bus_find(bus)) return -EEXIST;
  struct bus_private* private = runtime_allocate(sizeof(*private));
  private->bus = bus;
  private->autoprobe = true;
  INIT_LIST_HEAD(&private->devices);
  INIT_LIST_HEAD(&private->drivers);
  list_add_tail(&private->link, &claimcheck_state.buses);
  return 0;
}

void bus_unregister(const struct bus_type* bus) {
  struct bus_private* private = bus_find(bus);
  if (private) list_del(&private->link);
}

void runtime_autoprobe(const struct bus_type* bus, bool on) {
  struct bus_private* private = bus_find(bus);
  if (private) private->autoprobe = on;
}

void bus_take_device(struct device* dev) {
  struct bus_private* private = bus_find(dev->bus);
  if (private) place_add(&private->devices, &dev->of_bus, dev);
}

static void set_driver(struct device* dev, struct device_driver* driver) {
  runtime_atomic(&dev->driver, "driver", CLAIMCHECK_WRITE);
  dev->driver = driver;
}

/*
 * Who may look at drvdata while it is taken back has to have been kept out before: by the removal
 * of files, or by a lock. dev->driver is read freely everywhere in the kernel; no race is made of
 * it.
 */
static void unbind_cleanup(struct device* dev) {
  devres_release_all(dev);
  set_driver(dev, NULL);
  runtime_access(&dev->driver_data, sizeof(dev->driver_data), "drvdata", CLAIMCHECK_WRITE, NULL);
  dev_set_drvdata(dev, NULL);
}

/* Under device_lock. */
static int probe(struct device_driver* driver, struct device* dev) {
  if (dev->dead || !dev->kobj.state_in_sysfs) return -ENODEV;
  if (dev->driver) return -EBUSY;
  if (!list_empty(&dev->devres_head)) return -EBUSY;
  set_driver(dev, driver);
  int error = 0;
  if (dev->bus && dev->bus->probe) {
    error = dev->bus->probe(dev);
  } else if (driver->probe) {
    error = driver->probe(dev);
  }
  if (!error) error = device_add_groups(dev, driver->dev_groups);
  if (error) {
    unbind_cleanup(dev);
    return error;
  }
  place_add(&driver->p->devices, &dev->of_driver, dev);
  return 0;
}

static void lock_both(struct device* dev) {
  if (dev->parent && dev->bus && dev->bus->need_parent_lock) device_lock(dev->parent);
  device_lock(dev);
}
static void unlock_both(struct device* dev) {
  device_unlock(dev);
  if (dev->parent && dev->bus && dev->bus->need_parent_lock) device_unlock(dev->parent);
}

/* Under device_lock. Whether there was one; a given one, or any. */
static bool release_driver(struct device* dev, const struct device_driver* only) {
  struct device_driver* driver = dev->driver;
  if (!driver || (only && driver != only)) return false;
  device_remove_groups(dev, driver->dev_groups);
  if (dev->bus && dev->bus->remove) {
    dev->bus->remove(dev);
  } else if (driver->remove) {
    driver->remove(dev);
  }
  unbind_cleanup(dev);
  place_remove(&driver->p->devices, &dev->of_driver);
  return true;
}

void device_release_driver(struct device* dev) {
  memory_check(dev, sizeof(*dev), true, RUNTIME_CALLER);
  lock_both(dev);
  release_driver(dev, NULL);
  unlock_both(dev);
}

void bus_drop_device(struct device* dev) {
  struct bus_private* private = bus_find(dev->bus);
  if (!private) return;
  place_remove(&private->devices, &dev->of_bus);
  device_release_driver(dev);
}

static bool matches(const struct device_driver* driver, struct device* dev) {
  return !driver->bus->match || driver->bus->match(dev, driver) > 0;
}

int device_attach(struct device* dev) {
  struct bus_private* private = bus_find(dev->bus);
  if (!private) return 0;
  int bound = 0;
  lock_both(dev);
  if (dev->driver) bound = 1;
  struct claimcheck_driver* each;
  list_for_each_entry(each, &private->drivers, link) {
    if (bound || dev->dead) break;
    if (matches(each->driver, dev)) bound = probe(each->driver, dev) == 0;
  }
  unlock_both(dev);
  return bound;
}

void bus_probe_new_device(struct device* dev) {
  const struct bus_private* private = bus_find(dev->bus);
  if (private && private->autoprobe && device_attach(dev) < 0) return;
}

int device_driver_attach(const struct device_driver* driver, struct device* dev) {
  lock_both(dev);
  const int error = probe((struct device_driver*)driver, dev);
  unlock_both(dev);
  return error;
}

int device_bind_driver(struct device* dev) {
  if (dev->driver && dev->driver->p) {
    place_add(&dev->driver->p->devices, &dev->of_driver, dev);
  }
  return 0;
}

int device_reprobe(struct device* dev) {
  if (dev->driver) device_release_driver(dev);
  return device_attach(dev) < 0 ? -EINVAL : 0;
}

static int try_device(struct device* dev, void* data) {
  struct device_driver* driver = data;
  if (!matches(driver, dev)) return 0;
  const int error = device_driver_attach(driver, dev);
  if (error && error != -ENODEV && error != -ENXIO && error != -EBUSY) {
    printk("probe of %s failed with %d\n", dev_name(dev), error);
  }
  return 0;
}

int driver_attach(const struct device_driver* driver) {
  return bus_for_each_dev(driver->bus, NULL, (void*)driver, try_device);
}

int bus_rescan_devices(const struct bus_type* bus) {
  struct bus_private* private = bus_find(bus);
  if (!private) return -EINVAL;
  struct claimcheck_driver* each;
  list_for_each_entry(each, &private->drivers, link) {
    const int error = driver_attach(each->driver);
    if (error) return error;
  }
  return 0;
}

struct device_driver* driver_find(const char* name, const struct bus_type* bus) {
  struct bus_private* private = bus_find(bus);
  if (!private) return NULL;
  struct claimcheck_driver* each;
  list_for_each_entry(each, &private->drivers, link) {
    if (strcmp(each->driver->name, name) == 0) return each->driver;
  }
  return NULL;
}

int bus_for_each_drv(const struct bus_type* bus, struct device_driver* start, void* data,
                     int (*look)(struct device_driver*, void*)) {
  (void)start;
  struct bus_private* private = bus_find(bus);
  if (!private) return -EINVAL;
  struct claimcheck_driver* each;
  list_for_each_entry(each, &private->drivers, link) {
    const int result = look(each->driver, data);
    if (result) return result;
  }
  return 0;
}

int driver_register(struct device_driver* driver) {
  struct bus_private* private = bus_find(driver->bus);
  if (!private) return -EINVAL;
  if (driver_find(driver->name, driver->bus)) return -EBUSY;
  struct claimcheck_driver* made = runtime_allocate(sizeof(*made));
  made->driver = driver;
  INIT_LIST_HEAD(&made->devices);
  driver->p = made;
  list_add_tail(&made->link, &private->drivers);
  directory_add(NULL, &made->kobj);
  const struct attribute_group** groups = driver->bus->drv_groups;
  for (; groups && *groups; groups++) directory_add_group(&made->kobj, *groups);
  for (groups = driver->groups; groups && *groups; groups++) {
    directory_add_group(&made->kobj, *groups);
  }
  return private->autoprobe ? driver_attach(driver) : 0;
}

void driver_unregister(struct device_driver* driver) {
  struct claimcheck_driver* private = driver->p;
  if (!private) {
    runtime_warn("driver_unregister: '%s' is not registered", driver->name);
    return;
  }
  directory_remove(&private->kobj);
  list_del(&private->link);
  struct claimcheck_place* at;
  while ((at = place_next(&private->devices, NULL, false))) {
    struct device* dev = get_device(at->dev);
    place_leave(at);
    device_release_driver(dev);
    put_device(dev);
  }
  driver->p = NULL;
}

/* With a reference; NULL where a user does not find it. */
static struct device* find_shown(const struct device_driver* driver, const char* device_name) {
  struct device* dev = bus_find_device_by_name(driver->bus, NULL, device_name);
  if (!dev || directory_is_shown(&dev->kobj)) return dev;
  put_device(dev);
  return NULL;
}

int runtime_bind(struct device_driver* driver, const char* device_name) {
  struct device* dev = find_shown(driver, device_name);
  if (!dev) return -ENODEV;
  const int error = matches(driver, dev) ? device_driver_attach(driver, dev) : -ENODEV;
  put_device(dev);
  return error;
}

int runtime_unbind(struct device_driver* driver, const char* device_name) {
  struct device* dev = find_shown(driver, device_name);
  if (!dev) return -ENODEV;
  lock_both(dev);
  const bool was_bound = release_driver(dev, driver);
  unlock_both(dev);
  put_device(dev);
  return was_bound ? 0 : -ENODEV;
}
