// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "impl/indexed/extent.hpp"
#include "impl/indexed/locks.hpp"
#include "impl/indexed/untagged_index.hpp"
#include "impl/indexed/uuid_text.hpp"

namespace claimcheck::indexed {

// A range of a device together with its mapping: a range is never kept without it (T5), so
// there is nothing to forget when one goes. I6: its page offset is the prefix sum of the lengths.
using Range = claimcheck_range;

// On cache lines of its own: claims for two devices write to both at once.
struct alignas(64) Device {
  explicit Device(std::uint32_t device_index) : index(device_index) {}

  const std::uint32_t index;
  bool exists = true;  // else deleted: the object waits for the next device with its index
  RwLock lock{"device-lock"};
  bool driver_bound = false;
  std::uint64_t size = 0;         // I4: the sum of the ranges' lengths
  Uuid tag = null_uuid;           // V1: of the group that it holds, else null
  std::vector<Range> ranges;      // I6: in seq order
  UntaggedIndex::Place untagged;  // of the untagged extent that it holds, else empty

  std::uint32_t range_count() const { return static_cast<std::uint32_t>(ranges.size()); }
  void drop_ranges() noexcept { std::vector<Range>().swap(ranges); }  // their memory too (A4)
};

inline Holder::Holder(const Device* device) : number_(device->index + 1) {}

}  // namespace claimcheck::indexed
