// SPDX-License-Identifier: MIT
#include "impl/testing/snapshot.hpp"

#include <algorithm>
#include <stdexcept>

namespace claimcheck::testing {
namespace {

std::vector<Range> copy_ranges(const claimcheck_range* ranges, std::size_t count) {
  std::vector<Range> copy;
  for (std::size_t i = 0; i < count; i++) {
    copy.push_back({ranges[i].page_offset, ranges[i].start, ranges[i].length});
  }
  return copy;
}

void add_region(void* context, const claimcheck_region_state* region) {
  static_cast<Snapshot*>(context)->regions.push_back(
      {region->region, region->available_size, region->driver_bound != 0});
}

void add_extent(void* context, const claimcheck_extent* extent) {
  static_cast<Snapshot*>(context)->extents.push_back({extent->region, extent->start, extent->length,
                                                      std::to_array(extent->tag.bytes), extent->seq,
                                                      extent->use_count});
}

void add_device(void* context, const claimcheck_device* device) {
  Device copy{device->region,
              device->index,
              device->size,
              device->driver_bound != 0,
              copy_ranges(device->ranges, device->range_count),
              copy_ranges(device->mappings, device->mapping_count)};
  std::sort(copy.mappings.begin(), copy.mappings.end());
  static_cast<Snapshot*>(context)->devices.push_back(std::move(copy));
}

void add_held(void* context, const char* kind, std::uint64_t count) {
  static_cast<Snapshot*>(context)->held[kind] += count;
}

std::ostream& operator<<(std::ostream& out, const std::vector<Range>& ranges) {
  for (const Range& range : ranges) {
    out << " page " << range.page_offset << " at " << range.start << " +" << range.length << ';';
  }
  return out;
}

}  // namespace

const Device& Snapshot::device(std::uint32_t region, std::uint32_t index) const {
  for (const Device& device : devices) {
    if (device.region == region && device.index == index) return device;
  }
  throw std::out_of_range("no such device in the snapshot");
}

std::uint32_t Snapshot::use_count(std::uint64_t start) const {
  for (const Extent& extent : extents) {
    if (extent.start == start) return extent.use_count;
  }
  throw std::out_of_range("no such extent in the snapshot");
}

std::uint64_t Snapshot::total_held() const {
  std::uint64_t total = 0;
  for (const auto& [kind, count] : held) total += count;
  return total;
}

std::ostream& operator<<(std::ostream& out, const Snapshot& snapshot) {
  for (const Region& region : snapshot.regions) {
    out << "region " << region.index << " available " << region.available_size << " driver "
        << region.driver_bound << '\n';
  }
  for (const Extent& extent : snapshot.extents) {
    out << "extent " << extent.region << " at " << extent.start << " +" << extent.length << " tag "
        << unsigned{extent.tag[0]} << " seq " << extent.seq << " used " << extent.use_count << '\n';
  }
  for (const Device& device : snapshot.devices) {
    out << "device " << device.region << '.' << device.index << " size " << device.size
        << " driver " << device.driver_bound << " ranges" << device.ranges << " mappings"
        << device.mappings << '\n';
  }
  for (const auto& [kind, count] : snapshot.held) out << kind << " held " << count << '\n';
  return out;
}

Snapshot take_snapshot(const claimcheck_engine_api& api, void* engine) {
  Snapshot snapshot;
  const claimcheck_sink sink{&snapshot, add_region, add_extent, add_device, add_held};
  api.snapshot(engine, &sink);
  std::sort(snapshot.regions.begin(), snapshot.regions.end());
  std::sort(snapshot.extents.begin(), snapshot.extents.end());
  std::sort(snapshot.devices.begin(), snapshot.devices.end());
  return snapshot;
}

}  // namespace claimcheck::testing
