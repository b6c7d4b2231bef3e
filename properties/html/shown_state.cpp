// SPDX-License-Identifier: MIT
#include "properties/html/shown_state.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace claimcheck::html {
namespace {

using engines::Snapshot;

auto key_of(const claimcheck_extent& extent) {
  return std::tuple(extent.region, extent.start, extent.length, uuid_of(extent).bytes, extent.seq,
                    extent.use_count);
}

auto key_of(const claimcheck_range& range) {
  return std::tuple(range.page_offset, range.start, range.length);
}

bool same(const std::vector<claimcheck_range>& a, const std::vector<claimcheck_range>& b) {
  return std::ranges::equal(
      a, b, [](const auto& left, const auto& right) { return key_of(left) == key_of(right); });
}

const engines::SeenDevice* find_device(const Snapshot& snapshot, const engines::SeenDevice& like) {
  const auto found = std::ranges::find_if(snapshot.devices, [&](const auto& device) {
    return device.region == like.region && device.index == like.index;
  });
  return found == snapshot.devices.end() ? nullptr : &*found;
}

}  // namespace

model::Uuid uuid_of(const claimcheck_extent& extent) {
  model::Uuid uuid;
  std::ranges::copy(extent.tag.bytes, uuid.bytes.begin());
  return uuid;
}

bool has_extent(const Snapshot& snapshot, const claimcheck_extent& extent) {
  return std::ranges::any_of(snapshot.extents,
                             [&](const auto& other) { return key_of(other) == key_of(extent); });
}

bool has_device(const Snapshot& snapshot, const engines::SeenDevice& device) {
  const auto* other = find_device(snapshot, device);
  return other && other->size == device.size && other->driver_bound == device.driver_bound &&
         same(other->ranges, device.ranges) && same(other->mappings, device.mappings);
}

Snapshot snapshot_of(const model::Setup& setup, const model::State& state) {
  Snapshot snapshot;
  for (std::uint32_t id = 0; id < state.regions.size(); ++id) {
    const auto& region = state.regions[id];
    snapshot.regions.push_back(
        {model::available_size(setup.regions[id], region), id, region.driver_bound});
    for (const auto& extent : region.extents) {
      auto& seen = snapshot.extents.emplace_back();
      seen.start = extent.start;
      seen.length = extent.length;
      std::ranges::copy(extent.tag.bytes, seen.tag.bytes);
      seen.region = id;
      seen.use_count = static_cast<std::uint32_t>(extent.use_count);
      seen.seq = extent.seq;
    }
    for (const auto& device : region.devices) {
      engines::SeenDevice seen{id, device.index, device.size, device.driver_bound, {}, {}};
      for (const auto& range : device.ranges) {
        const auto& extent = region.extents[range.extent];
        seen.ranges.push_back({range.offset / model::page_size, extent.start, extent.length});
        if (extent.mapped) seen.mappings.push_back(seen.ranges.back());
      }
      std::ranges::sort(seen.mappings, {}, [](const claimcheck_range& range) {
        return std::pair(range.start, range.page_offset);
      });
      snapshot.devices.push_back(std::move(seen));
    }
  }
  std::ranges::sort(snapshot.extents, {}, [](const claimcheck_extent& extent) {
    return std::pair(extent.region, extent.start);
  });
  return snapshot;
}

std::vector<LostMember> lost_members(const model::Trace& trace, std::size_t step,
                                     const Snapshot& contract) {
  std::vector<LostMember> lost;
  for (std::size_t i = 0; i <= step && i < trace.steps.size(); ++i) {
    const auto* offer = std::get_if<model::Offer>(&trace.steps[i].operation);
    if (!offer) continue;
    const bool lives = std::ranges::any_of(contract.extents, [&](const auto& extent) {
      return extent.region == offer->region && uuid_of(extent) == offer->tag;
    });
    if (!lives) continue;
    const auto& region = trace.setup.regions[offer->region];
    std::uint16_t seq = offer->tag.is_null() ? std::uint16_t{0} : region.seq_base;
    for (const auto& member : offer->members) {
      if (member.lost) {
        lost.push_back({offer->region, member.start, member.length, offer->tag,
                        offer->shared ? member.seq : seq});
      }
      if (!offer->tag.is_null()) ++seq;
    }
  }
  return lost;
}

}  // namespace claimcheck::html
