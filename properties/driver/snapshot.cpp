// SPDX-License-Identifier: MIT
#include "properties/driver/snapshot.hpp"

#include <algorithm>
#include <tuple>

#include "properties/driver/printable.hpp"

namespace claimcheck::driver {
namespace {

Snapshot& snapshot_of(void* context) {
  return *static_cast<Snapshot*>(context);
}

void complain(Snapshot& snapshot, const char* complaint) {
  if (snapshot.complaint.empty()) snapshot.complaint = complaint;
}

// Whether there is something to read, and room for that many entries.
bool takes(Snapshot& snapshot, const void* what, std::size_t entries = 1) {
  if (!what) {
    complain(snapshot, "the snapshot has a null pointer where something is to be");
    return false;
  }
  if (entries > highest_snapshot - snapshot.entries) {
    complain(snapshot, "the snapshot has more than a million entries");
    return false;
  }
  snapshot.entries += entries;
  return true;
}

void copy_ranges(Snapshot& snapshot, std::vector<claimcheck_range>& into,
                 const claimcheck_range* ranges, std::size_t count) {
  if (count > 0 && takes(snapshot, ranges, count)) into.assign(ranges, ranges + count);
}

void see_device(Snapshot& snapshot, const claimcheck_device& device) {
  SeenDevice seen;
  seen.region = device.region;
  seen.index = device.index;
  seen.size = device.size;
  seen.driver_bound = device.driver_bound != 0;
  copy_ranges(snapshot, seen.ranges, device.ranges, device.range_count);
  copy_ranges(snapshot, seen.mappings, device.mappings, device.mapping_count);
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
    if (takes(into, region)) into.regions.push_back(*region);
  };
  sink.extent = [](void* context, const claimcheck_extent* extent) {
    auto& into = snapshot_of(context);
    if (takes(into, extent)) into.extents.push_back(*extent);
  };
  sink.device = [](void* context, const claimcheck_device* device) {
    auto& into = snapshot_of(context);
    if (takes(into, device)) see_device(into, *device);
  };
  sink.held = [](void* context, const char* kind, std::uint64_t count) {
    auto& into = snapshot_of(context);
    if (takes(into, kind)) into.held.push_back({printable(kind), count});
  };
  return sink;
}

}  // namespace

void take(Running& running, Snapshot& snapshot) {
  snapshot.regions.clear();
  snapshot.extents.clear();
  snapshot.devices.clear();
  snapshot.held.clear();
  snapshot.entries = 0;
  snapshot.complaint.clear();
  running.snapshot(sink_into(snapshot));
  if (!snapshot.complaint.empty()) return;  // nobody looks any further
  std::ranges::sort(snapshot.regions, {}, &claimcheck_region_state::region);
  std::ranges::sort(snapshot.extents, {}, [](const claimcheck_extent& extent) {
    return std::tuple(extent.region, extent.start);
  });
  std::ranges::sort(snapshot.devices, {}, [](const SeenDevice& device) {
    return std::tuple(device.region, device.index);
  });
}

}  // namespace claimcheck::driver
