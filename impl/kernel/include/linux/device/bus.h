/* SPDX-License-Identifier: MIT */
/*
 * Keeps bus types, and the search among a bus' devices.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_DEVICE_BUS_H
#define CLAIMCHECK_SHIM_LINUX_DEVICE_BUS_H

#include <claimcheck/variant.h>
#include <linux/kobject.h>
#include <linux/pm.h>

struct device;
struct device_driver;
struct bus_type {
  const char* name;
  const char* dev_name;
  const struct attribute_group** bus_groups;
  const struct attribute_group** dev_groups;
  const struct attribute_group** drv_groups;
  int (*match)(struct device* dev, CLAIMCHECK_MATCH_CONST struct device_driver* drv);
  int (*uevent)(CLAIMCHECK_UEVENT_CONST struct device* dev, struct kobj_uevent_env* env);
  int (*probe)(struct device* dev);
  void (*sync_state)(struct device* dev);
  CLAIMCHECK_BUS_REMOVE (*remove)(struct device* dev);
  void (*shutdown)(struct device* dev);
  int (*online)(struct device* dev);
  int (*offline)(struct device* dev);
  const struct dev_pm_ops* pm;
  bool need_parent_lock;
};
typedef int (*device_match_t)(struct device* dev, const void* data);
typedef int (*device_iter_t)(struct device* dev, void* data);
/* Callbacks of another release: what is passed on to them is const, or it is not. */
#define claimcheck_match(match) claimcheck_as(device_match_t, int (*)(struct device*, void*), match)
#define claimcheck_look(look) \
  claimcheck_as(device_iter_t, int (*)(struct device*, const void*), look)
int __must_check bus_register(const struct bus_type* bus);
void bus_unregister(const struct bus_type* bus);
int bus_rescan_devices(const struct bus_type* bus);
/* assume: bus_for_each_dev: holds a reference on the device while it is looked at */
int bus_for_each_dev(const struct bus_type* bus, struct device* start, void* data,
                     device_iter_t look);
/* assume: bus_find_device: returns it with a reference */
struct device* bus_find_device(const struct bus_type* bus, struct device* start, const void* data,
                               device_match_t match);
#define bus_for_each_dev(bus, start, data, look) \
  bus_for_each_dev(bus, start, data, claimcheck_look(look))
#define bus_find_device(bus, start, data, match) \
  bus_find_device(bus, start, data, claimcheck_match(match))
int bus_for_each_drv(const struct bus_type* bus, struct device_driver* start, void* data,
                     int (*look)(struct device_driver*, void*));
int device_match_name(struct device* dev, const void* name);
int device_match_devt(struct device* dev, const void* devt);
int device_match_any(struct device* dev, const void* unused);
int device_match_fwnode(struct device* dev, const void* fwnode);
int device_match_of_node(struct device* dev, const void* node);
int device_match_parent(struct device* dev, const void* parent);
int device_match_type(struct device* dev, const void* type);
#define bus_find_device_by_name(bus, start, name) \
  bus_find_device(bus, start, name, device_match_name)
#define bus_find_next_device(bus, at) bus_find_device(bus, at, NULL, device_match_any)

#endif
