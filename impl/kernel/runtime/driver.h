/* SPDX-License-Identifier: MIT */
/* Buses and drivers, as the runtime has them. */
#ifndef CLAIMCHECK_KERNEL_DRIVER_H
#define CLAIMCHECK_KERNEL_DRIVER_H

#include <linux/device.h>

struct bus_private {
  struct list_head link;
  const struct bus_type* bus;
  struct list_head devices; /* places */
  struct list_head drivers;
  bool autoprobe;
};
struct claimcheck_driver {
  struct list_head link;
  struct device_driver* driver;
  struct list_head devices; /* places */
  struct kobject kobj;
};

/* NULL where it is not registered. */
struct bus_private* bus_find(const struct bus_type* bus);
void bus_take_device(struct device* dev);
void bus_probe_new_device(struct device* dev);
/* Off its bus, and its driver off it. */
void bus_drop_device(struct device* dev);

#endif
