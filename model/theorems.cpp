// SPDX-License-Identifier: MIT
#include "model/theorems.hpp"

#include <algorithm>
#include <stdexcept>
#include <tuple>

namespace claimcheck::model {
namespace {

using enum Clause;

// Of how many ranges each extent is part: region after region, by its index there.
using Holders = std::vector<std::uint32_t>;

Holders holders_of(const State& state) {
  std::size_t extents = 0;
  for (const auto& region : state.regions) extents += region.extents.size();
  Holders counts(extents);
  std::size_t first = 0;
  for (const auto& region : state.regions) {
    for (const auto& device : region.devices) {
      for (const auto& range : device.ranges) ++counts[first + range.extent];
    }
    first += region.extents.size();
  }
  return counts;
}

template <class Predicate>
bool every_extent(const State& state, Predicate predicate) {
  return std::ranges::all_of(state.regions, [&](const Region& region) {
    return std::ranges::all_of(region.extents, predicate);
  });
}

template <class Predicate>
bool every_device(const State& state, Predicate predicate) {
  for (std::size_t id = 0; id < state.regions.size(); ++id) {
    for (const auto& device : state.regions[id].devices) {
      if (!predicate(id, state.regions[id], device)) return false;
    }
  }
  return true;
}

bool holds_one_group(const Region& region, const Device& device) {
  if (device.ranges.empty()) return device.group_size == 0;
  const auto& first = region.extents[device.ranges.front().extent];
  if (first.tag.is_null() && device.ranges.size() != 1) return false;
  if (device.ranges.size() != device.group_size) return false;
  return std::ranges::all_of(device.ranges, [&](const Range& range) {
    return region.extents[range.extent].tag == first.tag;
  });
}

bool is_dense(const RegionSetup& setup, const Region& region, const Device& device) {
  std::uint64_t offset = 0;
  for (std::size_t index = 0; index < device.ranges.size(); ++index) {
    const auto& range = device.ranges[index];
    const auto& extent = region.extents[range.extent];
    if (range.offset != offset) return false;
    if (!extent.tag.is_null() && extent.seq != setup.seq_base + index) return false;
    offset += extent.length;
  }
  return device.size == offset;
}

// What T2 and T3 ask of every group of the region.
bool groups_are_claimable(const RegionSetup& setup, const Region& region) {
  std::vector<const Extent*> free;  // group after group, each in seq order
  for (const auto& extent : region.extents) {
    if (extent.is_free() && !extent.tag.is_null()) free.push_back(&extent);
  }
  std::ranges::sort(
      free, {}, [](const Extent* extent) { return std::tuple(extent->tag.words(), extent->seq); });
  for (std::size_t begin = 0, end = 0; begin < free.size(); begin = end) {
    while (end < free.size() && free[end]->tag == free[begin]->tag) ++end;
    for (std::size_t index = begin; index < end; ++index) {
      if (free[index]->offered_of != end - begin) return false;
      if (free[index]->seq != setup.seq_base + (index - begin)) return false;
    }
  }
  return true;
}

bool all_offered_whole(const State& state) {
  return every_extent(state,
                      [](const Extent& extent) { return extent.origin == Origin::whole_offer; });
}

bool any_device_claimed(const State& state) {
  return !every_device(
      state, [](std::size_t, const Region&, const Device& d) { return !d.has_capacity(); });
}

bool any_extent(const State& state) {
  return !every_extent(state, [](const Extent&) { return false; });
}

bool one_device_an_extent(const Holders& holders) {
  return std::ranges::all_of(holders, [](std::uint32_t count) { return count <= 1; });
}

bool use_count_is_holders(const State& state, const Holders& holders) {
  auto count = holders.begin();
  return every_extent(state, [&](const Extent& extent) {
    const std::uint32_t held_by = *count++;
    return extent.use_count == (held_by == 1 ? 1u : 0u) && extent.mapped == (held_by == 1);
  });
}

bool device_holds_whole_group(const State& state) {
  return every_device(state, [](std::size_t, const Region& region, const Device& device) {
    return holds_one_group(region, device);
  });
}

bool sizes_add_up(const Setup& setup, const State& state) {
  for (std::size_t id = 0; id < state.regions.size(); ++id) {
    if (setup.regions[id].kind != RegionKind::dynamic) continue;
    const auto& region = state.regions[id];
    std::uint64_t total = 0;
    for (const auto& extent : region.extents) total += extent.length;
    std::uint64_t claimed = 0;
    for (const auto& device : region.devices) claimed += device.size;
    if (claimed + available_size(setup.regions[id], region) != total) return false;
  }
  return true;
}

bool whole_offers_are_claimable(const Setup& setup, const State& state) {
  if (!all_offered_whole(state)) return true;
  for (std::size_t id = 0; id < state.regions.size(); ++id) {
    if (!groups_are_claimable(setup.regions[id], state.regions[id])) return false;
  }
  return true;
}

bool ranges_are_dense(const Setup& setup, const State& state) {
  return every_device(state, [&](std::size_t id, const Region& region, const Device& device) {
    return is_dense(setup.regions[id], region, device);
  });
}

}  // namespace

bool theorem_holds(Clause theorem, const Setup& setup, const State& state) {
  switch (theorem) {
    case I1:
      return one_device_an_extent(holders_of(state));
    case I2:
      return use_count_is_holders(state, holders_of(state));
    case I3:
      return device_holds_whole_group(state);
    case I4:
      return sizes_add_up(setup, state);
    case I5:
      return whole_offers_are_claimable(setup, state);
    case I6:
      return ranges_are_dense(setup, state);
    default:
      throw std::logic_error("no theorem");
  }
}

std::optional<Clause> false_theorem(const Setup& setup, const State& state) {
  const auto holders = holders_of(state);
  if (!one_device_an_extent(holders)) return I1;
  if (!use_count_is_holders(state, holders)) return I2;
  if (!device_holds_whole_group(state)) return I3;
  if (!sizes_add_up(setup, state)) return I4;
  if (!whole_offers_are_claimable(setup, state)) return I5;
  if (!ranges_are_dense(setup, state)) return I6;
  return std::nullopt;
}

bool is_nonvacuous(Clause theorem, const State& state) {
  switch (theorem) {
    case I4:
      return any_extent(state);
    case I5:
      return any_extent(state) && all_offered_whole(state);
    default:
      return any_device_claimed(state);
  }
}

}  // namespace claimcheck::model
