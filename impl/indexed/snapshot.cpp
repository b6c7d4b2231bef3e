// SPDX-License-Identifier: MIT
#include <vector>

#include "impl/indexed/engine.hpp"

namespace claimcheck::indexed {
namespace {

void emit_device(std::uint32_t region, const Device& device, const claimcheck_sink& sink) {
  std::vector<claimcheck_range> ranges;
  ranges.reserve(device.ranges.size());
  for (const Range& range : device.ranges) {
    ranges.push_back({range.page_offset, range.start, range.length});
  }
  // A range is never kept without its mapping, so the same list is both.
  const claimcheck_device copy{device.size,   region,        device.index,  device.driver_bound,
                               ranges.data(), ranges.size(), ranges.data(), ranges.size()};
  sink.device(sink.context, &copy);
}

void emit_region(std::uint32_t index, const Region& region, const claimcheck_sink& sink) {
  const claimcheck_region_state state{region.available_size, index, region.driver_bound};
  sink.region(sink.context, &state);
  for (const auto& [start, extent] : region.by_start) {
    const Uuid& tag = extent->group ? extent->group->tag : null_uuid;
    const claimcheck_extent copy{extent->start, extent->length,    uuid_to(tag),
                                 index,         extent->use_count, extent->seq};
    sink.extent(sink.context, &copy);
  }
  for (const auto& device : region.devices) {
    if (device) emit_device(index, *device, sink);
  }
}

}  // namespace

void emit_snapshot(const Engine& engine, const claimcheck_sink& sink) {
  std::uint32_t index = 0;
  std::uint64_t extents = 0, reservations = 0, groups = 0, untagged = 0, devices = 0, ranges = 0;
  for (const Region& region : engine.regions) {
    emit_region(index++, region, sink);
    extents += region.pool.in_use();
    reservations += region.by_start.size();
    groups += region.groups.size();
    untagged += region.untagged.size();
    devices += region.device_count() - 1;  // a region is made with its first
    for (const auto& device : region.devices) {
      if (!device) continue;
      ranges += device->ranges.size();
      untagged += !device->untagged.empty();
    }
  }
  sink.held(sink.context, "extents", extents);
  sink.held(sink.context, "reservations", reservations);
  sink.held(sink.context, "groups", groups);
  sink.held(sink.context, "untagged-places", untagged);
  sink.held(sink.context, "tags", engine.tags.live.size());
  sink.held(sink.context, "devices", devices);
  sink.held(sink.context, "mappings", ranges);
}

}  // namespace claimcheck::indexed
