// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "model/state.hpp"

// A part of a state that stands alone, and is a state itself: so the model steps it, the theorems
// are asked of it and a snapshot is compared with it, in the time of the part.

namespace claimcheck::judge {

// What of a region a slice is to have, by name. What is not there is left out.
struct Names {
  std::uint32_t region = 0;
  std::vector<std::uint32_t> devices;
  std::vector<model::Uuid> tags;      // of groups; none is null
  std::vector<std::uint64_t> starts;  // of untagged extents

  void clear() {
    devices.clear();
    tags.clear();
    starts.clear();
  }
};

// Closed: an extent that is held has its device, and a device all that it holds. So each of I1 to
// I6 is true of the slices of a state wherever it is true of the state.
struct Slice {
  model::State state;  // all regions with their drivers, and in one of them what was named
  std::uint32_t region = 0;
  std::vector<std::uint32_t> places;   // of its extents in the whole state, ascending
  std::vector<std::uint32_t> devices;  // by index, those that are not there as well
  // Behind them, extents that only say that a place or a tag is taken, or how much is available...
  std::size_t stand_ins = 0;
  // ... and devices that only say that an index is.
  bool devices_stand_in = false;
};

// The device of that index, or null: without looking at each.
inline const model::Device* find_sorted(const model::Region& region, std::uint32_t index) {
  const auto place = std::ranges::lower_bound(region.devices, index, {}, &model::Device::index);
  return place != region.devices.end() && place->index == index ? &*place : nullptr;
}

}  // namespace claimcheck::judge
