/* SPDX-License-Identifier: MIT */
/*
 * Keeps a platform device's struct and its drvdata.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_PLATFORM_DEVICE_H
#define CLAIMCHECK_SHIM_LINUX_PLATFORM_DEVICE_H

#include <linux/device.h>
#include <linux/mod_devicetable.h>
#define PLATFORM_DEVID_NONE (-1)
#define PLATFORM_DEVID_AUTO (-2)
struct platform_device {
  const char* name;
  int id;
  struct device dev;
  u32 num_resources;
  struct resource* resource;
};
struct platform_driver {
  int (*probe)(struct platform_device* device);
  void (*remove)(struct platform_device* device);
  struct device_driver driver;
  const struct platform_device_id* id_table;
};
#define to_platform_device(device) container_of(device, struct platform_device, dev)
#define platform_get_drvdata(device) dev_get_drvdata(&(device)->dev)
#define platform_set_drvdata(device, data) dev_set_drvdata(&(device)->dev, data)

#endif
