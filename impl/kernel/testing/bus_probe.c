// SPDX-License-Identifier: MIT
#include "impl/kernel/testing/bus_probe.h"

#include <linux/dax.h>
#include <linux/device.h>
#include <linux/idr.h>
#include <linux/string.h>

#include <bus.h>
#include <dax-private.h>
#include "impl/kernel/runtime/runtime.h"

static int region_probe(struct device* dev) {
  struct range range = {.start = 4ULL << 30, .end = (5ULL << 30) - 1};
  struct dax_region* region = alloc_dax_region(dev, 0, &range, 0, 2 << 20, 0);
  if (!region) return -ENOMEM;
  struct dev_dax_data data = {.dax_region = region, .size = 0, .id = -1};
  return PTR_ERR_OR_ZERO(devm_create_dev_dax(&data));
}

static struct bus_type region_bus = {.name = "region"};
static struct device_driver region_driver = {
    .name = "region", .bus = &region_bus, .probe = region_probe};
static void nothing(struct device* dev) {
  (void)dev;
}
static struct device region_device = {.bus = &region_bus, .release = nothing};

static int device_probe(struct dev_dax* dev) {
  run_dax(dev->dax_dev);
  return 0;
}
static struct dax_device_driver device_driver = {.probe = device_probe, .type = DAXDRV_DEVICE_TYPE};

static int begin(const struct claimcheck_env* env) {
  runtime_begin(env);
  int error = dax_bus_init();
  if (error) return error;
  if ((error = bus_register(&region_bus))) return error;
  if ((error = driver_register(&region_driver))) return error;
  if ((error = dax_driver_register(&device_driver))) return error;
  device_initialize(&region_device);
  if ((error = dev_set_name(&region_device, "region0"))) return error;
  return device_add(&region_device);
}

static int64_t read(const char* path, char* text, size_t size) {
  return runtime_read(&region_device, path, text, size);
}
static int64_t write(const char* path, const char* text, size_t length) {
  runtime_operation_begin();
  const int64_t result = runtime_write(&region_device, path, text, length);
  runtime_operation_end();
  return result;
}
static int mode(const char* path) {
  return runtime_mode(&region_device, path);
}
static int bind_device(const char* name) {
  return runtime_bind(&device_driver.drv, name);
}
static int unbind_device(const char* name) {
  return runtime_unbind(&device_driver.drv, name);
}
static int bind_region(void) {
  return runtime_bind(&region_driver, "region0");
}
static int unbind_region(void) {
  return runtime_unbind(&region_driver, "region0");
}
static struct bus_probe_counts counts(void) {
  const struct runtime_counts held = runtime_held();
  return (struct bus_probe_counts){held.allocations, held.reservations, held.devices, held.actions,
                                   held.ids};
}

const struct bus_probe_api* bus_probe(void) {
  static const struct bus_probe_api api = {begin,         runtime_end, read,          write,
                                           mode,          bind_device, unbind_device, bind_region,
                                           unbind_region, counts,      runtime_sites};
  return &api;
}
