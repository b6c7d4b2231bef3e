// SPDX-License-Identifier: MIT
// Regions: their devices, and the driver that makes a DAX region of one.
#include "adapter.h"

static struct adapter_region* adapter_region_of(struct device* dev) {
  return container_of(dev, struct adapter_region, dev);
}

#ifdef IS_EXTENT
static IS_EXTENT {
  return adapter_is_extent(dev);
}
static struct TREE_OPS adapter_region_ops = {.is_extent = is_adapters_extent};
#endif

static unsigned long adapter_flags_of(const struct adapter_region* region) {
  switch (region->setup.kind) {
    case CLAIMCHECK_STATIC:
      return IORESOURCE_DAX_STATIC;
#if HAVE_DYNAMIC
    case CLAIMCHECK_DYNAMIC:
      return REGION_FLAG;
#endif
    default:
      return 0;
  }
}

static struct dax_region* adapter_make_dax_region(struct adapter_region* region) {
  const struct claimcheck_region_setup* setup = &region->setup;
  struct range bytes = {.start = setup->base, .end = setup->base + (setup->size - 1)};
  struct range* const range = &bytes;
  struct device* const parent = &region->dev;
  const int id = (int)region->index, node = 0;
  const unsigned int align = (unsigned int)setup->align;
  const unsigned long flags = adapter_flags_of(region);
#ifdef IS_EXTENT
  void* const ops = &adapter_region_ops;
#else
  void* const ops = NULL;
#endif
  (void)ops;
  return ALLOC_REGION;
}

static void adapter_forget_dax_region(void* data) {
  struct adapter_region* region = data;
  region->dax = NULL;
  region->closed = true;
}

// What a region's driver does. Devices go before extents do, as what is made later goes earlier.
static int adapter_probe_region(struct device* dev) {
  struct adapter_region* made = adapter_region_of(dev);
  struct dax_region* const region = adapter_make_dax_region(made);
  if (IS_ERR_OR_NULL(region)) return region ? (int)PTR_ERR(region) : -ENOMEM;
  made->closed = false;
  made->dax = region;
  int rc = devm_add_action_or_reset(dev, adapter_forget_dax_region, made);
  if (!rc) rc = devm_add_action_or_reset(dev, adapter_drop_extents, made);
  if (!rc) {
    const int device_id = made->setup.kind == CLAIMCHECK_STATIC ? 0 : -1;
    struct dev_dax* first = CREATE_DEVICE;
    if (IS_ERR(first)) rc = (int)PTR_ERR(first);
  }
#ifdef PUT_REGION
  PUT_REGION;
#endif
  return rc;
}

static int adapter_remove_region(struct device* dev) {
  struct adapter_region* region = adapter_region_of(dev);
  runtime_env()->atomic(runtime_env()->context, &region->closed, "region-closed", CLAIMCHECK_WRITE);
  region->closed = true;
  return 0;
}

static int adapter_match_region(struct device* dev,
                                CLAIMCHECK_MATCH_CONST struct device_driver* driver) {
  return dev && driver;
}

// Other revisions keep it to themselves; then only the device's own lock orders what is bound.
extern struct rw_semaphore dax_region_rwsem __attribute__((__weak__));

// Where unbinding keeps all there is, only that a driver is bound changes (R1).
static void keep_bound(struct adapter_region* region, bool bound) {
  device_lock(&region->dev);
  if (&dax_region_rwsem) down_write(&dax_region_rwsem);
  region->dev.driver = bound ? &region->adapter->driver : NULL;
  if (&dax_region_rwsem) up_write(&dax_region_rwsem);
  device_unlock(&region->dev);
}

int adapter_bind_region(struct adapter_region* region) {
  if (region->driver_bound) return -EBUSY;
  if (region->setup.unbind == CLAIMCHECK_KEEPS && region->dax) {
    keep_bound(region, true);
  } else {
    const int rc = runtime_bind(&region->adapter->driver, dev_name(&region->dev));
    if (rc < 0) return rc;
  }
  region->driver_bound = true;
  return 0;
}

int adapter_unbind_region(struct adapter_region* region) {
  if (!region->driver_bound) return -ENODEV;
  if (region->setup.unbind == CLAIMCHECK_KEEPS) {
    keep_bound(region, false);
  } else {
    const int rc = runtime_unbind(&region->adapter->driver, dev_name(&region->dev));
    if (rc < 0) return rc;
  }
  region->driver_bound = false;
  return 0;
}

static void adapter_release_region_device(struct device* dev) {
  (void)dev;  // The region lives as long as the engine.
}

static const struct device_type adapter_region_type = {.name = "region",
                                                       .release = adapter_release_region_device};

static int adapter_add_region(struct adapter* adapter,
                              const struct claimcheck_region_setup* setup) {
  struct adapter_region* region = runtime_allocate(sizeof(*region));
  if (!region) return -ENOMEM;
  region->setup = *setup;
  region->adapter = adapter;
  region->index = (unsigned int)adapter->region_count;
  region->closed = true;
  INIT_LIST_HEAD(&region->extents);
  init_rwsem(&region->core);
  device_initialize(&region->dev);
  region->dev.bus = &adapter->bus;
  region->dev.type = &adapter_region_type;
  int rc = dev_set_name(&region->dev, "dax_region%u", region->index);
  if (!rc) rc = device_add(&region->dev);
  if (rc) {
    put_device(&region->dev);
    return rc;
  }
  adapter->regions[adapter->region_count++] = region;
  return 0;
}

static struct runtime_counts difference(struct runtime_counts a, struct runtime_counts b) {
  return (struct runtime_counts){a.allocations - b.allocations, a.reservations - b.reservations,
                                 a.devices - b.devices, a.actions - b.actions, a.ids - b.ids};
}

// A region that keeps all there is has it from the start, also where no driver is bound then.
static int adapter_start_region(struct adapter_region* region) {
  const bool keeps = region->setup.unbind == CLAIMCHECK_KEEPS;
  if (!keeps && !region->setup.driver_bound) {
    // Once, so that it is known what it needs.
    const struct runtime_counts before = runtime_held();
    const int rc = adapter_bind_region(region);
    region->own = difference(runtime_held(), before);
    return rc ? rc : adapter_unbind_region(region);
  }
  const struct runtime_counts before = runtime_held();
  const int rc = adapter_bind_region(region);
  region->own = difference(runtime_held(), before);
  if (rc || region->setup.driver_bound) return rc;
  return adapter_unbind_region(region);
}

/* Of the tree's file, which may have all its initialisation there. */
extern int (*const initcalls_begin[])(void) __asm__("__start_claimcheck_initcalls")
    __attribute__((__weak__));
extern int (*const initcalls_end[])(void) __asm__("__stop_claimcheck_initcalls")
    __attribute__((__weak__));
extern void (*const exitcalls_begin[])(void) __asm__("__start_claimcheck_exitcalls")
    __attribute__((__weak__));
extern void (*const exitcalls_end[])(void) __asm__("__stop_claimcheck_exitcalls")
    __attribute__((__weak__));

#ifndef HAVE_BUS_INIT
#define HAVE_BUS_INIT NULL
#endif

static int start_bus(void) {
  int rc = BUS_INIT;
  for (int (*const* call)(void) = initcalls_begin; !rc && call != initcalls_end; call++) {
    if ((void*)*call != (void*)HAVE_BUS_INIT) rc = (*call)();
  }
  return rc;
}

static void stop_bus(void) {
  for (void (*const* call)(void) = exitcalls_begin; call != exitcalls_end; call++) (*call)();
  BUS_EXIT;
}

static int adapter_register_driver(struct dax_device_driver* driver) {
#ifdef DRIVER_MATCHES
  DRIVER_MATCHES;
#endif
  return REGISTER_DRIVER;
}

static int adapter_probe_dax(struct dev_dax* dev_dax) {
  (void)dev_dax;
  return 0;
}

int adapter_open(struct adapter* adapter, const struct claimcheck_setup* setup) {
  mutex_init(&adapter->host);
  adapter->bus = (struct bus_type){.name = "region", .match = adapter_match_region};
  // What remove() returns differs between releases, and nobody looks at it.
  adapter->driver = (struct device_driver){.name = "region",
                                           .bus = &adapter->bus,
                                           .probe = adapter_probe_region,
                                           .remove = (void*)adapter_remove_region};
  adapter->dax_driver.probe = adapter_probe_dax;
  int rc = start_bus();
  if (!rc) rc = adapter_register_driver(&adapter->dax_driver);
  if (rc) return rc;
  runtime_autoprobe(adapter->dax_driver.drv.bus, false);
  rc = bus_register(&adapter->bus);
  if (rc) return rc;
  runtime_autoprobe(&adapter->bus, false);
  rc = driver_register(&adapter->driver);
  for (size_t i = 0; !rc && i < setup->region_count; i++)
    rc = adapter_add_region(adapter, &setup->regions[i]);
  adapter->empty = runtime_held();
  for (size_t i = 0; !rc && i < adapter->region_count; i++)
    rc = adapter_start_region(adapter->regions[i]);
  return rc;
}

void adapter_close(struct adapter* adapter) {
  for (size_t i = adapter->region_count; i-- > 0;) {
    struct adapter_region* region = adapter->regions[i];
    if (region->setup.unbind == CLAIMCHECK_KEEPS && !region->driver_bound && region->dax)
      keep_bound(region, true);
    device_unregister(&region->dev);
  }
  driver_unregister(&adapter->driver);
  bus_unregister(&adapter->bus);
  dax_driver_unregister(&adapter->dax_driver);
  stop_bus();
}
