// SPDX-License-Identifier: MIT
#include "model/rules/region_driver.hpp"

#include <cerrno>

#include "model/rules/outcomes.hpp"

namespace claimcheck::model {

using enum Clause;

Outcome bind(const Setup& setup, State& state, const BindRegion& bind) {
  auto& region = state.regions[bind.region];
  if (region.driver_bound) return refuse(EBUSY, V7);
  const bool starts_anew = is_dropped(setup.regions[bind.region], region);
  region.driver_bound = true;
  if (!starts_anew) return done(V7);
  region.devices.assign(1, Device{});  // R3: its first device, unclaimed
  return done(R3);
}

Outcome unbind(const Setup& setup, State& state, const UnbindRegion& unbind) {
  auto& region = state.regions[unbind.region];
  if (!region.driver_bound) return refuse(ENODEV, V7);
  region.driver_bound = false;
  if (setup.regions[unbind.region].unbind == Unbind::drops) {  // R1
    region.devices.clear();
    region.extents.clear();
  }
  return done(R1);
}

Outcome refuse_dropped(Role role) {
  return refuse(role == Role::admission ? ENXIO : ENODEV, R2);
}

}  // namespace claimcheck::model
