// SPDX-License-Identifier: MIT
// An engine's snapshot as plain values that compare and print: sorted, so that two of the same
// state are equal in whatever order an engine reports it.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "impl/engine.h"

namespace claimcheck::testing {

struct Range {
  std::uint64_t page_offset;
  std::uint64_t start;
  std::uint64_t length;
  auto operator<=>(const Range&) const = default;
};

struct Extent {
  std::uint32_t region;
  std::uint64_t start;
  std::uint64_t length;
  std::array<std::uint8_t, 16> tag;
  std::uint16_t seq;
  std::uint32_t use_count;
  auto operator<=>(const Extent&) const = default;
};

struct Device {
  std::uint32_t region;
  std::uint32_t index;
  std::uint64_t size;
  bool driver_bound;
  std::vector<Range> ranges;    // in the device's order
  std::vector<Range> mappings;  // sorted
  auto operator<=>(const Device&) const = default;
};

struct Region {
  std::uint32_t index;
  std::uint64_t available_size;
  bool driver_bound;
  auto operator<=>(const Region&) const = default;
};

struct Snapshot {
  std::vector<Region> regions;
  std::vector<Extent> extents;
  std::vector<Device> devices;
  std::map<std::string, std::uint64_t> held;  // by kind

  bool operator==(const Snapshot&) const = default;

  // The device region.index, which must exist.
  const Device& device(std::uint32_t region, std::uint32_t index) const;
  // The use count of the extent that starts at `start`, which must exist.
  std::uint32_t use_count(std::uint64_t start) const;
  // Of all kinds together.
  std::uint64_t total_held() const;
};

std::ostream& operator<<(std::ostream& out, const Snapshot& snapshot);

Snapshot take_snapshot(const claimcheck_engine_api& api, void* engine);

}  // namespace claimcheck::testing
