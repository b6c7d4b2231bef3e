// SPDX-License-Identifier: MIT
#include "model/state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <functional>

#include "model/trace/bytes.hpp"

namespace claimcheck::model {
namespace {

template <class T>
void put(std::string& bytes, T value) {
  char raw[sizeof value];
  std::memcpy(raw, &value, sizeof value);
  bytes.append(raw, sizeof value);
}

void encode(const Extent& extent, std::string& bytes) {
  put(bytes, extent.start);
  put(bytes, extent.length);
  put(bytes, extent.tag.bytes);
  put(bytes, extent.use_count);
  put(bytes, extent.offered_of);
  put(bytes, extent.seq);
  put(bytes, extent.origin);
  put(bytes, extent.mapped);
}

void encode(const Device& device, std::string& bytes) {
  put(bytes, device.size);
  put(bytes, device.index);
  put(bytes, device.group_size);
  put(bytes, device.driver_bound);
  put(bytes, static_cast<std::uint32_t>(device.ranges.size()));
  for (const auto& range : device.ranges) {
    put(bytes, range.offset);
    put(bytes, range.extent);
  }
}

std::string describe(const RegionSetup& setup, const Extent& extent) {
  std::string tag = "untagged";
  if (!extent.tag.is_null()) tag = to_string(extent.tag);
  return fmt::format("  extent at {} +{} {} seq {} use {}\n", bytes_text(extent.start - setup.base),
                     bytes_text(extent.length), tag, extent.seq, extent.use_count);
}

}  // namespace

State initial_state(const Setup& setup) {
  State state;
  for (const auto& region_setup : setup.regions) {
    Region region;
    region.driver_bound = region_setup.driver_bound;
    if (!is_dropped(region_setup, region)) region.devices.push_back(Device{});
    state.regions.push_back(region);
  }
  return state;
}

bool is_aligned(const RegionSetup& region, const Extent& extent) {
  return extent.start % region.align == 0 && extent.length % region.align == 0;
}

std::uint64_t available_size(const RegionSetup& setup, const Region& region) {
  if (setup.kind != RegionKind::dynamic) return setup.size;
  std::uint64_t sum = 0;
  for (const auto& extent : region.extents) {
    if (extent.is_free()) sum += extent.length;
  }
  return sum;
}

Device* find_device(Region& region, std::uint32_t index) {
  const auto device = std::ranges::find(region.devices, index, &Device::index);
  return device == region.devices.end() ? nullptr : &*device;
}

void encode(const State& state, std::string& bytes) {
  for (const auto& region : state.regions) {
    put(bytes, region.driver_bound);
    put(bytes, static_cast<std::uint32_t>(region.extents.size()));
    for (const auto& extent : region.extents) encode(extent, bytes);
    put(bytes, static_cast<std::uint32_t>(region.devices.size()));
    for (const auto& device : region.devices) encode(device, bytes);
  }
}

std::size_t hash(const State& state) {
  std::string bytes;
  encode(state, bytes);
  return std::hash<std::string_view>{}(bytes);
}

std::string to_string(const Setup& setup, const State& state) {
  std::string text;
  for (std::size_t id = 0; id < state.regions.size(); ++id) {
    const auto& region = state.regions[id];
    const auto& region_setup = setup.regions[id];
    text += fmt::format("region {} driver {} available {}\n", id,
                        region.driver_bound ? "bound" : "none",
                        bytes_text(available_size(region_setup, region)));
    for (const auto& extent : region.extents) text += describe(region_setup, extent);
    for (const auto& device : region.devices) {
      text += fmt::format("  device {}.{} size {}{}\n", id, device.index, bytes_text(device.size),
                          device.driver_bound ? " driver bound" : "");
      const auto describe_each = [&](std::string_view what, bool only_mapped) {
        for (const auto& range : device.ranges) {
          const auto& extent = region.extents[range.extent];
          if (only_mapped && !extent.mapped) continue;
          text +=
              fmt::format("    {} page {}: {} +{}\n", what, range.offset / page_size,
                          bytes_text(extent.start - region_setup.base), bytes_text(extent.length));
        }
      };
      describe_each("range at", false);
      describe_each("mapping of", true);
    }
  }
  return text;
}

}  // namespace claimcheck::model
