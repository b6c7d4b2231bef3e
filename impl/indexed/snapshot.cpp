// SPDX-License-Identifier: MIT
#include "impl/indexed/engine.hpp"

namespace claimcheck::indexed {
namespace {

void emit_device(std::uint32_t region, const Device& device, const claimcheck_sink& sink) {
  const auto& ranges = device.ranges;
  // A range is never kept without its mapping, so the same list is both.
  const claimcheck_device copy{device.size,   region,        device.index,  device.driver_bound,
                               ranges.data(), ranges.size(), ranges.data(), ranges.size()};
  sink.device(sink.context, &copy);
}

void emit_region(std::uint32_t index, const Region& region, const claimcheck_sink& sink) {
  const claimcheck_region_state state{region.available_size.value(), index, region.driver_bound};
  sink.region(sink.context, &state);
  const auto emit = [&](const Extent& extent, const Uuid& tag) {
    const claimcheck_extent copy{extent.start, extent.length,           uuid_to(tag),
                                 index,        extent.holder ? 1u : 0u, extent.seq};
    sink.extent(sink.context, &copy);
  };
  region.groups.each([&](const Group& group) {
    for (const Extent& extent : group.members()) emit(extent, group.tag);
  });
  region.untagged.each([&](std::uint64_t, const Extent& extent) { emit(extent, null_uuid); });
  for (const auto& device : region.devices) {
    if (!device->exists) continue;
    if (device->untagged) emit(device->untagged.mapped(), null_uuid);
    emit_device(index, *device, sink);
  }
}

}  // namespace

void emit_snapshot(const Engine& engine, const claimcheck_sink& sink) {
  std::uint32_t index = 0;
  std::uint64_t members = 0, reservations = 0, groups = 0, untagged = 0, devices = 0, ranges = 0;
  for (const Region& region : engine.regions) {
    emit_region(index++, region, sink);
    region.groups.each([&](const Group& group) { members += group.live; });
    reservations += region.by_start.size();
    groups += region.groups.size();
    untagged += region.untagged.size();
    devices += region.device_count() - 1;  // a region is made with its first
    for (const auto& device : region.devices) {
      if (!device->exists) continue;
      ranges += device->ranges.size();
      untagged += !device->untagged.empty();
    }
  }
  sink.held(sink.context, "members", members);
  sink.held(sink.context, "reservations", reservations);
  sink.held(sink.context, "groups", groups);
  sink.held(sink.context, "untagged-extents", untagged);
  sink.held(sink.context, "tags", engine.tags.live.size());
  sink.held(sink.context, "devices", devices);
  sink.held(sink.context, "mappings", ranges);
}

}  // namespace claimcheck::indexed
