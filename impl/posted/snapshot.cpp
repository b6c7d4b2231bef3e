// SPDX-License-Identifier: MIT
#include "impl/posted/snapshot.hpp"

#include "impl/posted/attributes.hpp"
#include "impl/posted/device.hpp"

namespace claimcheck::posted {
namespace {

void emit_device(std::uint32_t region, const dev_dax& dev_dax, const claimcheck_sink& sink) {
  std::vector<claimcheck_range> ranges;
  for (const dev_dax_range& range : dev_dax.ranges) {
    ranges.push_back({range.pgoff, range.start, range.length});
  }
  std::vector<claimcheck_range> mappings;
  for (const dax_mapping& mapping : dev_dax.mappings) mappings.push_back(mapping.range);
  const claimcheck_device device{dev_dax_size(&dev_dax), region,         dev_dax.id,
                                 dev_dax.driver,         ranges.data(),  ranges.size(),
                                 mappings.data(),        mappings.size()};
  sink.device(sink.context, &device);
}

void emit_region(std::uint32_t index, const dax_region& region, const claimcheck_sink& sink) {
  const claimcheck_region_state state{dax_region_avail_size(&region), index, region.driver};
  sink.region(sink.context, &state);
  for (const dax_resource& resource : region.extents) {
    const claimcheck_extent extent{resource.res->start,    resource.res->length,
                                   uuid_to(resource.uuid), index,
                                   resource.use_cnt,       resource.seq_num};
    sink.extent(sink.context, &extent);
  }
  for (const auto& [id, device] : region.devices) emit_device(index, device, sink);
}

}  // namespace

void emit_snapshot(const dax_engine& engine, const claimcheck_sink& sink) {
  std::uint32_t index = 0;
  std::uint64_t extents = 0, reservations = 0, ranges = 0, mappings = 0, devices = 0;
  for (const dax_region& region : engine.regions) {
    emit_region(index++, region, sink);
    extents += region.extents.size();
    reservations += count_reservations(&region.res);
    devices += region.devices.size() - 1;  // a region is made with its first
    for (const auto& [id, device] : region.devices) {
      ranges += device.ranges.size();
      mappings += device.mappings.size();
    }
  }
  sink.held(sink.context, "extents", extents);
  sink.held(sink.context, "reservations", reservations);
  sink.held(sink.context, "devices", devices);
  sink.held(sink.context, "ranges", ranges);
  sink.held(sink.context, "mappings", mappings);
}

}  // namespace claimcheck::posted
