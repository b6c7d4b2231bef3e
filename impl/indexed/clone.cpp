// SPDX-License-Identifier: MIT
#include "impl/indexed/clone.hpp"

namespace claimcheck::indexed {
namespace {

std::unique_ptr<Device> copy_device(const Device& device) {
  auto copy = std::make_unique<Device>(device.index);
  copy->exists = device.exists;
  copy->driver_bound = device.driver_bound;
  copy->size = device.size;
  copy->tag = device.tag;
  copy->ranges = device.ranges;
  if (device.untagged) {
    copy->untagged = UntaggedIndex::make_place(device.untagged.key(), device.untagged.mapped());
  }
  return copy;
}

void copy_region(const Region& from, Region& to) {
  to.driver_bound = from.driver_bound;
  to.available_size.set(from.available_size.value());
  to.arrivals = from.arrivals;
  to.by_start = from.by_start;
  to.lowest_gap = from.lowest_gap;
  to.devices.clear();
  for (const auto& device : from.devices) {
    to.devices.push_back(copy_device(*device));
  }
  from.groups.each([&](const Group& group) { to.groups.insert(group.copy(group.capacity)); });
  to.untagged = from.untagged;
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
