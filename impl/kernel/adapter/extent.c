// SPDX-License-Identifier: MIT
// Extents: devices below the region's, and how the tree is told of them.
#include "adapter.h"

static struct adapter_extent* extent_of(struct device* dev) {
  return container_of(dev, struct adapter_extent, dev);
}

static void release_extent(struct device* dev) {
  kfree(extent_of(dev));
}

static const struct device_type extent_type = {.name = "extent", .release = release_extent};

bool adapter_is_extent(const struct device* dev) {
  return dev->type == &extent_type;
}

#if HAVE_DYNAMIC

static struct adapter_extent* add_device(struct adapter_region* region,
                                         const struct claimcheck_uuid* tag,
                                         const struct adapter_arrival* arrival) {
  struct adapter_extent* extent = kzalloc(sizeof(*extent), GFP_KERNEL);
  if (!extent) return ERR_PTR(-ENOMEM);
  extent->tag = *tag;
  extent->start = arrival->start;
  extent->length = arrival->length;
  INIT_LIST_HEAD(&extent->list);
  struct device* dev = &extent->dev;
  device_initialize(dev);
  dev->parent = &region->dev;
  dev->type = &extent_type;
  int rc = dev_set_name(dev, "extent%u", region->adapter->next_extent++);
  if (!rc) rc = device_add(dev);
  if (rc) {
    put_device(dev);
    return ERR_PTR(rc);
  }
  list_add_tail(&extent->list, &region->extents);
  return extent;
}

static void remove_device(struct adapter_extent* extent) {
  list_del(&extent->list);
  device_unregister(&extent->dev);
}

#ifdef HAVE_RM_RESOURCES
static int forget(struct adapter_region* region, struct adapter_extent** extents, unsigned int nr) {
  struct device* one[8] = {NULL};
  struct device** devices = nr <= ARRAY_SIZE(one) ? one : kmalloc_array(nr, sizeof(*devices), 0);
  if (!devices) return -ENOMEM;
  for (unsigned int i = 0; i < nr; i++) devices[i] = &extents[i]->dev;
  const int rc = dax_region_rm_resources(region->dax, (void*)devices, nr);
  if (devices != one) kfree(devices);
  return rc;
}
#else
// One at a time: one in use is met before any is gone only if it is asked first.
static int forget(struct adapter_region* region, struct adapter_extent** extents, unsigned int nr) {
#ifdef HAVE_RESOURCE_USE_CNT
  for (unsigned int i = 0; i < nr; i++) {
    const struct dax_resource* resource = dev_get_drvdata(&extents[i]->dev);
    if (resource && resource->use_cnt) return -EBUSY;
  }
#endif
  for (unsigned int i = 0; i < nr; i++) {
#ifdef HAVE_RM_RESOURCE
    const int rc = dax_region_rm_resource(region->dax, &extents[i]->dev);
    if (rc) return rc;
#else
    (void)region;
#endif
  }
  return 0;
}
#endif

#ifdef HAVE_ADD_RESOURCES
static int tell(struct adapter_region* region, struct adapter_extent** extents,
                const struct adapter_arrival* arrivals, unsigned int nr, unsigned int nr_offered,
                const uuid_t* tag) {
  struct dax_resource_spec one[8] = {{0}};
  struct dax_resource_spec* specs =
      nr <= ARRAY_SIZE(one) ? one : kmalloc_array(nr, sizeof(*specs), 0);
  if (!specs) return -ENOMEM;
  for (unsigned int i = 0; i < nr; i++) {
    specs[i] = (struct dax_resource_spec){.device = &extents[i]->dev,
                                          .start = arrivals[i].start,
                                          .length = arrivals[i].length,
                                          .seq_num = arrivals[i].seq};
#ifdef HAVE_SPEC_NR_OFFERED
    specs[i].nr_offered = nr_offered;
#endif
  }
  (void)nr_offered;
  const int rc = dax_region_add_resources(region->dax, specs, nr, tag);
  if (specs != one) kfree(specs);
  return rc;
}
#else
static int tell(struct adapter_region* region, struct adapter_extent** extents,
                const struct adapter_arrival* arrivals, unsigned int nr, unsigned int nr_offered,
                const uuid_t* tag) {
  (void)nr_offered;
  for (unsigned int i = 0; i < nr; i++) {
    const int rc = dax_region_add_resource(region->dax, &extents[i]->dev, arrivals[i].start,
                                           arrivals[i].length, tag, arrivals[i].seq);
    if (rc) {
      forget(region, extents, i);
      return rc;
    }
  }
  return 0;
}
#endif

int adapter_add_extents(struct adapter_region* region, const struct claimcheck_uuid* tag,
                        const struct adapter_arrival* arrivals, unsigned int nr,
                        unsigned int nr_offered) {
  struct adapter_extent* few[8];
  struct adapter_extent** extents =
      nr <= ARRAY_SIZE(few) ? few : kmalloc_array(nr, sizeof(*extents), GFP_KERNEL);
  if (!extents) return -ENOMEM;
  int rc = 0;
  unsigned int added = 0;
  while (!rc && added < nr) {
    extents[added] = add_device(region, tag, &arrivals[added]);
    if (IS_ERR(extents[added])) {
      rc = (int)PTR_ERR(extents[added]);
    } else {
      added++;
    }
  }
  if (!rc) {
    uuid_t uuid;
    __builtin_memcpy(&uuid, tag->bytes, sizeof(uuid));
    rc = tell(region, extents, arrivals, nr, nr_offered, &uuid);
  }
  while (rc && added > 0) remove_device(extents[--added]);
  if (extents != few) kfree(extents);
  return rc;
}

int adapter_remove_extents(struct adapter_region* region, struct adapter_extent** extents,
                           unsigned int nr) {
  const int rc = forget(region, extents, nr);
  if (rc) return rc;
  for (unsigned int i = 0; i < nr; i++) remove_device(extents[i]);
  return 0;
}

// The devices of the region are gone. What the tree does not give up stays, and is a finding.
void adapter_drop_extents(void* data) {
  struct adapter_region* region = data;
  struct adapter_extent *extent, *next;
  list_for_each_entry_safe(extent, next, &region->extents, list) {
    const int rc = adapter_remove_extents(region, &extent, 1);
    if (rc) dev_WARN(&extent->dev, "in use by no device (%d)\n", rc);
    if (rc) remove_device(extent);
  }
}

#else

int adapter_add_extents(struct adapter_region* region, const struct claimcheck_uuid* tag,
                        const struct adapter_arrival* arrivals, unsigned int nr,
                        unsigned int nr_offered) {
  (void)region, (void)tag, (void)arrivals, (void)nr, (void)nr_offered;
  return -EOPNOTSUPP;
}

int adapter_remove_extents(struct adapter_region* region, struct adapter_extent** extents,
                           unsigned int nr) {
  (void)region, (void)extents, (void)nr;
  return -EOPNOTSUPP;
}

void adapter_drop_extents(void* region) {
  (void)region;
}

#endif
