/* SPDX-License-Identifier: MIT */
/*
 * Keeps drivers: registration, binding, attributes. Probing is never deferred or put off.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_DEVICE_DRIVER_H
#define CLAIMCHECK_SHIM_LINUX_DEVICE_DRIVER_H

#include <linux/device/bus.h>
#include <linux/module.h>

struct claimcheck_driver;
enum probe_type { PROBE_DEFAULT_STRATEGY, PROBE_PREFER_ASYNCHRONOUS, PROBE_FORCE_SYNCHRONOUS };
struct device_driver {
  const char* name;
  const struct bus_type* bus;
  struct module* owner;
  const char* mod_name;
  bool suppress_bind_attrs;
  enum probe_type probe_type;
  const struct of_device_id* of_match_table;
  const struct acpi_device_id* acpi_match_table;
  int (*probe)(struct device* dev);
  void (*sync_state)(struct device* dev);
  CLAIMCHECK_DRIVER_REMOVE (*remove)(struct device* dev);
  void (*shutdown)(struct device* dev);
  const struct attribute_group** groups;
  const struct attribute_group** dev_groups;
  const struct dev_pm_ops* pm;
  void (*coredump)(struct device* dev);
  struct claimcheck_driver* p;
};
struct driver_attribute {
  struct attribute attr;
  ssize_t (*show)(struct device_driver* driver, char* buffer);
  ssize_t (*store)(struct device_driver* driver, const char* text, size_t length);
};
#define DRIVER_ATTR_RW(file) struct driver_attribute driver_attr_##file = __ATTR_RW(file)
#define DRIVER_ATTR_RO(file) struct driver_attribute driver_attr_##file = __ATTR_RO(file)
#define DRIVER_ATTR_WO(file) struct driver_attribute driver_attr_##file = __ATTR_WO(file)
/* assume: driver_register: -EBUSY where the name is taken on the bus; binds what matches, where the
 * bus probes by itself */
int __must_check driver_register(struct device_driver* driver);
/* assume: driver_unregister: unbinds its devices first */
void driver_unregister(struct device_driver* driver);
/* assume: driver_attach: tries each device of the bus; an error of a probe is logged only */
int __must_check driver_attach(const struct device_driver* driver);
struct device_driver* driver_find(const char* name, const struct bus_type* bus);
int driver_for_each_device(struct device_driver* driver, struct device* start, void* data,
                           int (*look)(struct device*, void*));
#define driver_for_each_device(driver, start, data, look) \
  driver_for_each_device(driver, start, data, claimcheck_look(look))
int driver_create_file(const struct device_driver* driver, const struct driver_attribute* attr);
void driver_remove_file(const struct device_driver* driver, const struct driver_attribute* attr);
#define module_driver(driver, add, remove, ...) \
  static int (*const claimcheck_add_##driver)(__typeof__(&driver)) __maybe_unused = add
static inline int wait_for_device_probe_(void) {
  return 0;
}
#define wait_for_device_probe() (void)wait_for_device_probe_()

#endif
