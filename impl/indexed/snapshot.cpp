// SPDX-License-Identifier: MIT
#include "impl/indexed/engine.hpp"

namespace claimcheck::indexed {
namespace {

// What is held in all (A4), counted while it is shown.
struct Counts {
  std::uint64_t members = 0;
  std::uint64_t reservations = 0;
  std::uint64_t groups = 0;
  std::uint64_t untagged = 0;
  std::uint64_t devices = 0;
  std::uint64_t ranges = 0;
};

class Emitter {
 public:
  Emitter(const claimcheck_sink& sink, Counts& counts) : sink_(sink), counts_(counts) {}

  void emit_region(std::uint32_t index, const Region& region) const {
    const claimcheck_region_state state{region.available_size.value(), index, region.driver_bound};
    sink_.region(sink_.context, &state);
    region.groups.each([&](const Group& group) {
      const claimcheck_uuid tag = uuid_to(group.tag);
      for (const Extent& member : group.members()) emit_extent(index, member, tag);
      counts_.members += group.live;
    });
    region.untagged.each(
        [&](std::uint64_t, const Extent& free) { emit_extent(index, free, uuid_to(null_uuid)); });
    for (const auto& device : region.devices) {
      if (device->exists) emit_device(index, *device);
    }
    counts_.reservations += region.by_start.size();
    counts_.groups += region.groups.size();
    counts_.untagged += region.untagged.size();
    if (!region.is_dropped()) counts_.devices--;  // a region is made with its first
  }

 private:
  void emit_extent(std::uint32_t region, const Extent& extent, const claimcheck_uuid& tag) const {
    const claimcheck_extent copy{extent.start, extent.length,           tag,
                                 region,       extent.holder ? 1u : 0u, extent.seq};
    sink_.extent(sink_.context, &copy);
  }

  void emit_device(std::uint32_t region, const Device& device) const {
    if (device.untagged) {
      emit_extent(region, device.untagged.mapped(), uuid_to(null_uuid));
      counts_.untagged++;
    }
    const auto& ranges = device.ranges;
    // A range is never kept without its mapping, so the same list is both.
    const claimcheck_device copy{device.size,   region,        device.index,  device.driver_bound,
                                 ranges.data(), ranges.size(), ranges.data(), ranges.size()};
    sink_.device(sink_.context, &copy);
    counts_.devices++;
    counts_.ranges += ranges.size();
  }

  const claimcheck_sink& sink_;
  Counts& counts_;
};

}  // namespace

void emit_snapshot(const Engine& engine, const claimcheck_sink& sink) {
  Counts counts;
  const Emitter emitter(sink, counts);
  std::uint32_t index = 0;
  for (const Region& region : engine.regions) emitter.emit_region(index++, region);
  sink.held(sink.context, "members", counts.members);
  sink.held(sink.context, "reservations", counts.reservations);
  sink.held(sink.context, "groups", counts.groups);
  sink.held(sink.context, "untagged-extents", counts.untagged);
  sink.held(sink.context, "tags", engine.tags.live.size());
  sink.held(sink.context, "devices", counts.devices);
  sink.held(sink.context, "mappings", counts.ranges);
}

}  // namespace claimcheck::indexed
