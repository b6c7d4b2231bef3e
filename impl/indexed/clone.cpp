// SPDX-License-Identifier: MIT
#include "impl/indexed/clone.hpp"

namespace claimcheck::indexed {
namespace {

void assign_device(const Device& from, Device& to) {
  to.exists = from.exists;
  to.driver_bound = from.driver_bound;
  to.size = from.size;
  to.tag = from.tag;
  to.ranges = from.ranges;
  if (!from.untagged) {
    to.untagged = {};
  } else if (to.untagged) {
    to.untagged.key() = from.untagged.key();
    to.untagged.mapped() = from.untagged.mapped();
  } else {
    to.untagged = UntaggedIndex::make_place(from.untagged.key(), from.untagged.mapped());
  }
}

void assign_region(const Region& from, Region& to) {
  to.driver_bound = from.driver_bound;
  if (to.available_size.value() != from.available_size.value()) {
    to.available_size.set(from.available_size.value());
  }
  to.arrivals = from.arrivals;
  if (to.by_start != from.by_start) to.by_start = from.by_start;
  to.lowest_gap = from.lowest_gap;
  while (to.devices.size() > from.devices.size()) to.devices.pop_back();
  while (to.devices.size() < from.devices.size()) {
    const auto index = static_cast<std::uint32_t>(to.devices.size());
    to.devices.push_back(std::make_unique<Device>(index));
  }
  for (std::size_t i = 0; i < from.devices.size(); i++) {
    assign_device(*from.devices[i], *to.devices[i]);
  }
  to.groups.assign(from.groups);
  if (to.untagged != from.untagged) to.untagged = from.untagged;
}

}  // namespace

void assign(const Engine& from, Engine& to) {
  if (to.tags.live != from.tags.live) to.tags.live = from.tags.live;
  for (std::size_t i = 0; i < from.regions.size(); i++) {
    assign_region(from.regions[i], to.regions[i]);
  }
}

std::unique_ptr<Engine> copy_engine(const Engine& engine) {
  auto copy = std::make_unique<Engine>(engine.env);
  for (const Region& region : engine.regions) {
    copy->regions.emplace_back(region.setup);
  }
  assign(engine, *copy);
  return copy;
}

}  // namespace claimcheck::indexed
