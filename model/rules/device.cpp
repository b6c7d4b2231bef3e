// SPDX-License-Identifier: MIT
#include "model/rules/device.hpp"

#include <cerrno>

#include "model/rules/outcomes.hpp"

namespace claimcheck::model {

using enum Clause;

Outcome create(const Setup& setup, State& state, const Create& create) {
  const auto& region_setup = setup.regions[create.region];
  auto& region = state.regions[create.region];
  if (region_setup.kind == RegionKind::static_) return refuse(EINVAL, V8);
  if (available_size(region_setup, region) == 0) return refuse(ENOSPC, V8);
  Device device;
  auto place = region.devices.begin();
  while (place != region.devices.end() && place->index == device.index) {
    ++place;
    ++device.index;
  }
  region.devices.insert(place, device);
  return done(V8, device.index);
}

Outcome remove(Region& region, Device& device) {
  const bool is_first = device.index == 0;
  if (is_first || device.has_capacity() || device.driver_bound) return refuse(EBUSY, V6);
  region.devices.erase(region.devices.begin() + (&device - region.devices.data()));
  return done(V6);
}

Outcome bind(Device& device) {
  if (!device.has_capacity()) return refuse(ENXIO, V7);
  if (device.driver_bound) return refuse(EBUSY, V7);
  device.driver_bound = true;
  return done(V7);
}

Outcome unbind(Device& device) {
  if (!device.driver_bound) return refuse(ENODEV, V7);
  device.driver_bound = false;
  return done(V7);
}

}  // namespace claimcheck::model
