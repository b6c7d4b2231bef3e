// SPDX-License-Identifier: MIT
// Extents: devices below the region's, and how the tree is told of them.
#include "adapter.h"

static struct adapter_extent* adapter_extent_of(struct device* dev) {
  return container_of(dev, struct adapter_extent, dev);
}

static void adapter_release_extent(struct device* dev) {
  kfree(adapter_extent_of(dev));
}

static const struct device_type adapter_extent_type = {.name = "extent",
                                                       .release = adapter_release_extent};

bool adapter_is_extent(const struct device* dev) {
  return dev->type == &adapter_extent_type;
}

#if HAVE_DYNAMIC

static struct adapter_extent* adapter_add_device(struct adapter_region* region,
                                                 const struct claimcheck_uuid* tag,
                                                 const struct adapter_arrival* arrival) {
  struct adapter_extent* extent = kzalloc(sizeof(*extent), GFP_KERNEL);
  if (!extent) return ERR_PTR(-ENOMEM);
  extent->tag = *tag;
  extent->start = arrival->start;
  extent->length = arrival->length;
  extent->seq = arrival->seq;
  INIT_LIST_HEAD(&extent->list);
  struct device* dev = &extent->dev;
  device_initialize(dev);
  dev->parent = &region->dev;
  dev->type = &adapter_extent_type;
  int rc = dev_set_name(dev, "extent%u", region->adapter->next_extent++);
  if (!rc) rc = device_add(dev);
  if (rc) {
    put_device(dev);
    return ERR_PTR(rc);
  }
  list_add_tail(&extent->list, &region->extents);
  return extent;
}

static void adapter_remove_device(struct adapter_extent* extent) {
  list_del(&extent->list);
  device_unregister(&extent->dev);
}

// Where the tree removes one at a time, or says nothing of one in use, it is asked first.
static bool is_used(const struct adapter_extent* extent) {
#ifdef RESOURCE_USE
  const struct TREE_RESOURCE* resource = dev_get_drvdata(&extent->dev);
  return adapter_sees_resources && resource && (u32)RESOURCE_USE != adapter_free_count;
#else
  (void)extent;
  return false;
#endif
}

static bool any_is_used(struct adapter_extent** extents, unsigned int nr) {
  for (unsigned int i = 0; i < nr; i++) {
    if (is_used(extents[i])) return true;
  }
  return false;
}

#ifdef RM_GROUP
static int forget(struct adapter_region* from, struct adapter_extent** extents, unsigned int nr) {
  // (call, 0): it returns nothing.
  const bool is_silent = TEXT_OF(RM_GROUP)[0] == '(';
  struct dax_region* const region = from->dax;
  struct device* one[8] = {NULL};
  struct device** list = nr <= ARRAY_SIZE(one) ? one : kmalloc_array(nr, sizeof(*list), 0);
  if (!list) return -ENOMEM;
  for (unsigned int i = 0; i < nr; i++) list[i] = &extents[i]->dev;
  void* const devices = list;
  const int rc = is_silent && any_is_used(extents, nr) ? -EBUSY : RM_GROUP;
  if (list != one) kfree(list);
  return rc;
}
#elif defined(RM_ONE)
static int forget(struct adapter_region* from, struct adapter_extent** extents, unsigned int nr) {
  struct dax_region* const region = from->dax;
  (void)region;
  if (any_is_used(extents, nr)) return -EBUSY;
  for (unsigned int i = 0; i < nr; i++) {
    struct device* const dev = &extents[i]->dev;
    const int rc = RM_ONE;
    if (rc) return rc;
  }
  return 0;
}
#else
// No release is asked for. What goes with its region goes by the tree's own actions.
static int forget(struct adapter_region* from, struct adapter_extent** extents, unsigned int nr) {
  (void)from;
  return any_is_used(extents, nr) ? -EBUSY : 0;
}
#endif

#if HAVE_GROUPS
static void specify(struct TREE_SPEC* spec, struct device* dev,
                    const struct adapter_arrival* arrival, const uuid_t* tag,
                    unsigned int nr_offered) {
  const u64 start = arrival->start, length = arrival->length;
  const u16 seq = arrival->seq;
  (void)tag, (void)seq, (void)nr_offered;
  SPEC_DEVICE;
  SPEC_START;
  SPEC_LENGTH;
#ifdef SPEC_SEQ
  SPEC_SEQ;
#endif
#ifdef SPEC_TAG
  SPEC_TAG;
#endif
#ifdef SPEC_OFFERED
  SPEC_OFFERED;
#endif
}

static int tell(struct adapter_region* to, struct adapter_extent** extents,
                const struct adapter_arrival* arrivals, unsigned int nr, unsigned int nr_offered,
                const uuid_t* tag) {
  struct dax_region* const region = to->dax;
  struct TREE_SPEC one[8] = {{0}};
  struct TREE_SPEC* list = nr <= ARRAY_SIZE(one) ? one : kmalloc_array(nr, sizeof(*list), 0);
  if (!list) return -ENOMEM;
  __builtin_memset(list, 0, nr * sizeof(*list));
  for (unsigned int i = 0; i < nr; i++)
    specify(&list[i], &extents[i]->dev, &arrivals[i], tag, nr_offered);
  void* const specs = list;
  const int rc = ADD_GROUP;
  if (list != one) kfree(list);
  return rc;
}
#else
static int tell_one(struct dax_region* region, struct device* dev,
                    const struct adapter_arrival* arrival, const uuid_t* tag) {
  const u64 start = arrival->start, length = arrival->length;
  const u16 seq = arrival->seq;
  struct range bytes = {.start = start, .end = start + (length - 1)};
  struct range* const range = &bytes;
  (void)length, (void)tag, (void)seq, (void)range;
  return ADD_ONE;
}

static int tell(struct adapter_region* region, struct adapter_extent** extents,
                const struct adapter_arrival* arrivals, unsigned int nr, unsigned int nr_offered,
                const uuid_t* tag) {
  (void)nr_offered;
  for (unsigned int i = 0; i < nr; i++) {
    const int rc = tell_one(region->dax, &extents[i]->dev, &arrivals[i], tag);
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
    extents[added] = adapter_add_device(region, tag, &arrivals[added]);
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
  while (rc && added > 0) adapter_remove_device(extents[--added]);
  if (extents != few) kfree(extents);
  return rc;
}

int adapter_remove_extents(struct adapter_region* region, struct adapter_extent** extents,
                           unsigned int nr) {
  const int rc = forget(region, extents, nr);
  if (rc) return rc;
  for (unsigned int i = 0; i < nr; i++) adapter_remove_device(extents[i]);
  return 0;
}

// The devices of the region are gone. What the tree does not give up stays, and is a finding.
void adapter_drop_extents(void* data) {
  struct adapter_region* region = data;
  struct adapter_extent *extent, *next;
  list_for_each_entry_safe(extent, next, &region->extents, list) {
    const int rc = adapter_remove_extents(region, &extent, 1);
    if (rc) dev_WARN(&extent->dev, "in use by no device (%d)\n", rc);
    if (rc) adapter_remove_device(extent);
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
