// SPDX-License-Identifier: MIT
#include "impl/indexed/clone.hpp"

namespace claimcheck::indexed {
namespace {

void copy_groups(const Region& from, Region& to) {
  for (const auto& [tag, group] : from.groups) {
    Group& copy = *to.groups.obtain(tag, group.live);
    copy.live = group.live;
    copy.offered_of = group.offered_of;
  }
}

// Finds its group, and its place among the free ones where it is free.
void copy_extent(const Extent& extent, Region& to) {
  Extent* const copy = to.pool.take();
  *copy = extent;
  to.by_start.emplace(copy->start, copy);
  if (!extent.group) {
    if (extent.use_count == 0) to.untagged.add(copy, to.setup.align);
    return;
  }
  copy->group = to.groups.find(extent.group->tag);
  if (extent.use_count == 0) copy->group->add_free(copy, to.setup.align);
}

std::unique_ptr<Device> copy_device(const Device& device, Region& to) {
  auto copy = std::make_unique<Device>(device.index);
  copy->driver_bound = device.driver_bound;
  copy->size = device.size;
  copy->tag = device.tag;
  copy->ranges = device.ranges;
  for (Range& range : copy->ranges) range.extent = to.by_start.at(range.start);
  if (device.untagged) copy->untagged = UntaggedIndex::make_place(copy->ranges.front().extent);
  return copy;
}

void copy_region(const Region& from, Region& to) {
  to.driver_bound = from.driver_bound;
  to.available_size = from.available_size;
  to.arrivals = from.arrivals;
  to.lowest_gap = from.lowest_gap;
  copy_groups(from, to);
  for (const auto& [start, extent] : from.by_start) copy_extent(*extent, to);
  to.devices.clear();
  for (const auto& device : from.devices) {
    to.devices.push_back(device ? copy_device(*device, to) : nullptr);
  }
}

}  // namespace

std::unique_ptr<Engine> copy_engine(const Engine& engine) {
  auto copy = std::make_unique<Engine>(engine.env);
  copy->tags.live = engine.tags.live;
  for (const Region& region : engine.regions) {
    copy_region(region, copy->regions.emplace_back(region.setup));
  }
  return copy;
}

}  // namespace claimcheck::indexed
