// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/uuid.hpp"

namespace claimcheck::model {

enum class RegionKind : std::uint8_t { dynamic, static_, plain };

// What unbinding a region's driver does (R1).
enum class Unbind : std::uint8_t { keeps, drops };

// What of a region never changes. Bytes; align is a power of two. base + size is at most 2^64,
// which is 0 where it is computed: compare differences.
struct RegionSetup {
  RegionKind kind = RegionKind::dynamic;
  std::uint64_t base = 0;
  std::uint64_t size = 0;
  std::uint64_t align = 2u << 20;
  std::uint16_t seq_base = 1;
  bool driver_bound = true;  // at the start
  Unbind unbind = Unbind::keeps;

  bool operator==(const RegionSetup&) const = default;
};

struct Setup {
  std::vector<RegionSetup> regions;

  bool operator==(const Setup&) const = default;
};

// How an extent came to be. Only theorem I5 looks at it.
enum class Origin : std::uint8_t { whole_offer, lossy_offer, injected };

struct Extent {
  std::uint64_t start = 0;   // bytes, absolute
  std::uint64_t length = 0;  // bytes, never 0
  Uuid tag;                  // null: untagged
  std::uint64_t use_count = 0;
  std::uint32_t offered_of = 0;  // the members its offer had, lost ones counted; 0: none (T3)
  std::uint16_t seq = 0;
  Origin origin = Origin::injected;
  bool mapped = false;  // a mapping of the range that it backs is registered

  bool is_free() const { return use_count == 0; }
  bool operator==(const Extent&) const = default;
};

// A range of a device. Its start and length are its extent's.
struct Range {
  std::uint64_t offset = 0;  // bytes before it in the device; page offsets are this in pages
  std::uint32_t extent = 0;  // place in Region::extents

  bool operator==(const Range&) const = default;
};

struct Device {
  std::uint64_t size = 0;  // bytes
  std::uint32_t index = 0;
  std::uint32_t group_size = 0;  // free members that the claimed group had: what I3 is about
  bool driver_bound = false;
  std::vector<Range> ranges;

  bool has_capacity() const { return !ranges.empty(); }
  bool operator==(const Device&) const = default;
};

struct Region {
  bool driver_bound = false;
  std::vector<Extent> extents;  // in arrival order
  std::vector<Device> devices;  // by index, which need not be dense; the first is index 0

  bool operator==(const Region&) const = default;
};

// Everything that the contract can see. A plain value.
struct State {
  std::vector<Region> regions;

  bool operator==(const State&) const = default;
};

// Whether the region lost all by its driver's unbinding, or had no driver to begin with where that
// drops: it has no device and no extent (R2).
inline bool is_dropped(const RegionSetup& setup, const Region& region) {
  return !region.driver_bound && setup.unbind == Unbind::drops;
}

// Every region with its first device, unclaimed, and no extents; of one that is dropped not even
// that.
State initial_state(const Setup& setup);

inline constexpr std::uint64_t page_size = 4096;

bool is_aligned(const RegionSetup& region, const Extent& extent);

// V5 for a dynamic region. Of another kind nothing is ever handed out here: its whole size.
std::uint64_t available_size(const RegionSetup& setup, const Region& region);

// Whether [a, a + a_length) and [b, b + b_length) share a byte; either may end at 2^64.
constexpr bool overlap(std::uint64_t a, std::uint64_t a_length, std::uint64_t b,
                       std::uint64_t b_length) {
  return a < b ? b - a < a_length : a - b < b_length;
}

Device* find_device(Region& region, std::uint32_t index);

// Bytes that are the same for equal states and differ for others, appended to `bytes`.
void encode(const State& state, std::string& bytes);
std::size_t hash(const State& state);

// Several lines for a person: each region, its extents, its devices with their ranges.
std::string to_string(const Setup& setup, const State& state);

}  // namespace claimcheck::model
