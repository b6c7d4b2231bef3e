// SPDX-License-Identifier: MIT
#include "properties/driver/snapshot.hpp"

#include <algorithm>
#include <tuple>

namespace claimcheck::driver {
namespace {

Snapshot& snapshot_of(void* context) {
  return *static_cast<Snapshot*>(context);
}

template <class T>
bool has_room(Snapshot& snapshot, const std::vector<T>& list) {
  if (list.size() < highest_snapshot) return true;
  snapshot.endless = true;
  return false;
}

void see_device(Snapshot& snapshot, const claimcheck_device& device) {
  if (!has_room(snapshot, snapshot.devices)) return;
  if (device.range_count > highest_snapshot || device.mapping_count > highest_snapshot) {
    snapshot.endless = true;
    return;
  }
  SeenDevice seen;
  seen.region = device.region;
  seen.index = device.index;
  seen.size = device.size;
  seen.driver_bound = device.driver_bound != 0;
  seen.ranges.assign(device.ranges, device.ranges + device.range_count);
  seen.mappings.assign(device.mappings, device.mappings + device.mapping_count);
  std::ranges::sort(seen.mappings, {}, [](const claimcheck_range& mapping) {
    return std::tuple(mapping.start, mapping.page_offset, mapping.length);
  });
  snapshot.devices.push_back(std::move(seen));
}

claimcheck_sink sink_into(Snapshot& snapshot) {
  claimcheck_sink sink{};
  sink.context = &snapshot;
  sink.region = [](void* context, const claimcheck_region_state* region) {
    auto& into = snapshot_of(context);
    if (has_room(into, into.regions)) into.regions.push_back(*region);
  };
  sink.extent = [](void* context, const claimcheck_extent* extent) {
    auto& into = snapshot_of(context);
    if (has_room(into, into.extents)) into.extents.push_back(*extent);
  };
  sink.device = [](void* context, const claimcheck_device* device) {
    see_device(snapshot_of(context), *device);
  };
  sink.held = [](void* context, const char* kind, std::uint64_t count) {
    auto& into = snapshot_of(context);
    if (has_room(into, into.held)) into.held.push_back({kind, count});
  };
  return sink;
}

}  // namespace

void take(Running& running, Snapshot& snapshot) {
  snapshot.regions.clear();
  snapshot.extents.clear();
  snapshot.devices.clear();
  snapshot.held.clear();
  snapshot.endless = false;
  running.snapshot(sink_into(snapshot));
  std::ranges::sort(snapshot.regions, {}, &claimcheck_region_state::region);
  std::ranges::sort(snapshot.extents, {}, [](const claimcheck_extent& extent) {
    return std::tuple(extent.region, extent.start);
  });
  std::ranges::sort(snapshot.devices, {}, [](const SeenDevice& device) {
    return std::tuple(device.region, device.index);
  });
}

}  // namespace claimcheck::driver
