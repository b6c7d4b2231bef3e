// SPDX-License-Identifier: MIT
#include "impl/indexed/region.hpp"

#include <algorithm>
#include <iterator>

namespace claimcheck::indexed {

Region::Region(const claimcheck_region_setup& region_setup)
    : setup(region_setup),
      driver_bound(region_setup.driver_bound != 0),
      available_size("available-size",
                     region_setup.kind == CLAIMCHECK_DYNAMIC ? 0 : region_setup.size) {
  devices.push_back(std::make_unique<Device>(0));
  devices[0]->exists = !is_dropped();  // R2
}

Device* Region::find_device(std::uint32_t index) const {
  return index < devices.size() && devices[index]->exists ? devices[index].get() : nullptr;
}

Device* Region::add_device() {
  std::size_t index = lowest_gap;
  while (index < devices.size() && devices[index]->exists) index++;
  if (index == devices.size()) {
    devices.push_back(std::make_unique<Device>(static_cast<std::uint32_t>(index)));
  }
  devices[index]->exists = true;  // and as it was made: V6 lets no other go
  lowest_gap = index + 1;
  return devices[index].get();
}

void Region::remove_device(std::uint32_t index) noexcept {
  devices[index]->exists = false;
  lowest_gap = std::min<std::size_t>(lowest_gap, index);
}

void Region::drop_devices() noexcept {
  for (const auto& device : devices) {
    device->exists = false;
    device->driver_bound = false;
    device->size = 0;
    device->tag = null_uuid;
    device->drop_ranges();
    device->untagged = {};
  }
  lowest_gap = 1;
}

void Region::drop_extents() noexcept {
  groups = {};
  untagged = {};
  by_start.clear();
  if (is_dynamic()) available_size.set(0);
}

bool Region::is_inside(std::uint64_t start, std::uint64_t length) const {
  // Written as offsets: start + length may not fit in 64 bits.
  return length > 0 && length <= setup.size && start >= setup.base &&
         start - setup.base <= setup.size - length;
}

bool Region::is_free(std::uint64_t start, std::uint64_t length) const {
  const auto next = by_start.lower_bound(start);
  if (next != by_start.end() && next->first - start < length) return false;
  if (next == by_start.begin()) return true;
  const auto before = std::prev(next);
  return start - before->first >= before->second.length;
}

}  // namespace claimcheck::indexed
