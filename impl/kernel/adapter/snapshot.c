// SPDX-License-Identifier: MIT
// What the tree's own structs say, with nobody else about.
#include "adapter.h"

struct look {
  const struct claimcheck_sink* sink;
  const struct adapter_region* region;
  // Of one device; room for all of it.
  struct claimcheck_range* mappings;
  size_t mapping_count, mapping_room;
  const struct dev_dax* dev_dax;
};

static struct claimcheck_range adapter_range_of(const struct dev_dax* dev_dax, int i) {
  return (struct claimcheck_range){.page_offset = DEVICE_RANGE.pgoff,
                                   .start = DEVICE_RANGE.range.start,
                                   .length = range_len(&DEVICE_RANGE.range)};
}

static int count_child(struct device* dev, void* data) {
  (void)dev;
  ++*(size_t*)data;
  return 0;
}

#ifdef MAPPING_RANGE
// One that maps no range of its device is told as what no range can be.
static int look_at_mapping(struct device* dev, void* data) {
  struct look* look = data;
  const struct dev_dax* dev_dax = look->dev_dax;
  if (look->mapping_count == look->mapping_room) return 0;
  struct claimcheck_range* mapping = &look->mappings[look->mapping_count++];
  const int i = MAPPING_RANGE;
  *mapping = i >= 0 && i < dev_dax->nr_range ? adapter_range_of(dev_dax, i)
                                             : (struct claimcheck_range){~0ull, ~0ull, ~0ull};
  return 0;
}

#else
// It cannot be asked, and is taken to map the range of the same number.
static int look_at_mapping(struct device* dev, void* data) {
  struct look* look = data;
  const size_t i = look->mapping_count;
  if (i == look->mapping_room || i >= (size_t)look->dev_dax->nr_range) return 0;
  (void)dev;
  look->mappings[look->mapping_count++] = adapter_range_of(look->dev_dax, (int)i);
  return 0;
}
#endif

static int look_at_device(struct device* dev, void* data) {
  struct look* look = data;
  if (adapter_is_extent(dev)) return 0;
  struct dev_dax* dev_dax = to_dev_dax(dev);
  size_t children = 0;
  device_for_each_child(dev, &children, count_child);
  const size_t count = (size_t)dev_dax->nr_range;
  struct claimcheck_range few[32];
  const bool fits = count + children <= ARRAY_SIZE(few);
  struct claimcheck_range* ranges =
      fits ? few : runtime_allocate((count + children) * sizeof(*ranges));
  struct claimcheck_device device = {.region = look->region->index,
                                     .index = (u32)dev_dax->id,
                                     .driver_bound = dev->driver != NULL,
                                     .ranges = ranges,
                                     .range_count = count,
                                     .mappings = ranges + count};
  for (int i = 0; i < dev_dax->nr_range; i++) {
    ranges[i] = adapter_range_of(dev_dax, i);
    device.size += ranges[i].length;
  }
  look->dev_dax = dev_dax;
  look->mappings = ranges + count;
  look->mapping_count = 0;
  look->mapping_room = children;
  device_for_each_child(dev, look, look_at_mapping);
  device.mapping_count = look->mapping_count;
  look->sink->device(look->sink->context, &device);
  return 0;
}

#if HAVE_DYNAMIC
struct overlap {
  u64 start, end;
  u32 count;
};

static int adapter_count_overlaps(struct device* dev, void* data) {
  struct overlap* overlap = data;
  if (adapter_is_extent(dev)) return 0;
  const struct dev_dax* dev_dax = to_dev_dax(dev);
  for (int i = 0; i < dev_dax->nr_range; i++) {
    const struct claimcheck_range range = adapter_range_of(dev_dax, i);
    overlap->count +=
        range.start <= overlap->end && overlap->start <= range.start + (range.length - 1);
  }
  return 0;
}

// By the ranges that lie in it.
static u32 ranges_over(struct adapter_region* region, const struct claimcheck_extent* extent) {
  struct overlap overlap = {extent->start, extent->start + (extent->length - 1), 0};
  device_for_each_child(&region->dev, &overlap, adapter_count_overlaps);
  return overlap.count;
}

// What the tree's struct of an extent says. False: it was taken back.
static bool look_at_resource(const struct TREE_RESOURCE* resource,
                             struct claimcheck_extent* extent) {
  if (!resource) return false;
#ifdef RESOURCE_RES
  const struct resource* const place = RESOURCE_RES;
  if (!place) return false;
  extent->start = place->start;
  extent->length = resource_size(place);
#endif
#ifdef RESOURCE_TAG
  if (adapter_passes_tags()) __builtin_memcpy(extent->tag.bytes, RESOURCE_TAG, sizeof(extent->tag));
#endif
#ifdef RESOURCE_SEQ
  if (adapter_passes_numbers()) extent->seq = (u16)RESOURCE_SEQ;
#endif
#ifdef RESOURCE_USE
  extent->use_count = (u32)RESOURCE_USE - adapter_free_count;
#endif
  return true;
}

static void look_at_extents(struct adapter_region* region, const struct claimcheck_sink* sink) {
#ifdef RESOURCE_USE
  const bool is_counted = adapter_sees_resources;
#else
  const bool is_counted = false;
#endif
  const struct adapter_extent* each;
  list_for_each_entry(each, &region->extents, list) {
    struct claimcheck_extent extent = {.start = each->start,
                                       .length = each->length,
                                       .tag = each->tag,
                                       .region = region->index,
                                       .seq = each->seq};
    if (adapter_sees_resources && !look_at_resource(dev_get_drvdata(&each->dev), &extent)) continue;
    if (!is_counted) extent.use_count = ranges_over(region, &extent);
    sink->extent(sink->context, &extent);
  }
}
#else
static void look_at_extents(struct adapter_region* region, const struct claimcheck_sink* sink) {
  (void)region, (void)sink;
}
#endif

static u64 available(struct adapter_region* region) {
  char text[CLAIMCHECK_TEXT_SIZE];
  unsigned long long size = 0;
  if (region->closed) return 0;
  const ssize_t length =
      runtime_read(&region->dev, "dax_region/available_size", text, sizeof(text) - 1);
  if (length < 0) return region->setup.kind == CLAIMCHECK_DYNAMIC ? 0 : region->setup.size;
  text[length] = '\0';
  return kstrtoull(text, 10, &size) ? ~0ull : size;
}

static u64 beyond(u64 held, u64 own) {
  return held > own ? held - own : 0;
}

static void look_at_held(const struct adapter* adapter, const struct claimcheck_sink* sink) {
  struct runtime_counts own = adapter->empty;
  for (size_t i = 0; i < adapter->region_count; i++) {
    const struct adapter_region* region = adapter->regions[i];
    if (!region->dax) continue;
    own.allocations += region->own.allocations;
    own.reservations += region->own.reservations;
    own.devices += region->own.devices;
    own.actions += region->own.actions;
    own.ids += region->own.ids;
  }
  const struct runtime_counts held = runtime_held();
  sink->held(sink->context, "allocations", beyond(held.allocations, own.allocations));
  sink->held(sink->context, "reservations", beyond(held.reservations, own.reservations));
  sink->held(sink->context, "devices", beyond(held.devices, own.devices));
  sink->held(sink->context, "actions", beyond(held.actions, own.actions));
  sink->held(sink->context, "ids", beyond(held.ids, own.ids));
}

void adapter_snapshot(struct adapter* adapter, const struct claimcheck_sink* sink) {
  for (size_t i = 0; i < adapter->region_count; i++) {
    struct adapter_region* region = adapter->regions[i];
    const struct claimcheck_region_state state = {.available_size = available(region),
                                                  .region = region->index,
                                                  .driver_bound = region->driver_bound};
    struct look look = {.sink = sink, .region = region};
    sink->region(sink->context, &state);
    look_at_extents(region, sink);
    device_for_each_child(&region->dev, &look, look_at_device);
  }
  look_at_held(adapter, sink);
}
