// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>

#include "model/state.hpp"
#include "properties/explore/claim/scope.hpp"

// An extent in three bytes.

namespace claimcheck::explore::claim {

inline constexpr std::uint32_t max_unit = 63;
inline constexpr std::uint32_t max_tag = 7;  // 0: untagged
inline constexpr std::uint32_t max_seq = 7;
inline constexpr std::uint32_t max_length = 3;  // in units
inline constexpr std::uint32_t max_index = 7;   // of a device

inline constexpr std::uint32_t packed_bytes = 3;

// Fields by their lowest bit. A value that the scope's states cannot have never gets here: the
// scope is validated and its operations make no other; use counts are cut off at 3, which is as
// false by theorem I2 as any other number above 1.
struct Packed {
  static constexpr unsigned unit = 0;          // 6 bits
  static constexpr unsigned half_start = 6;    // 1
  static constexpr unsigned tag = 7;           // 3
  static constexpr unsigned seq = 10;          // 3
  static constexpr unsigned offered_of = 13;   // 3
  static constexpr unsigned origin = 16;       // 2
  static constexpr unsigned length = 18;       // 2
  static constexpr unsigned half_length = 20;  // 1
  static constexpr unsigned use_count = 21;    // 2
  static constexpr unsigned mapped = 23;       // 1

  static constexpr std::uint32_t unit_mask = max_unit << unit;
  static constexpr std::uint32_t tag_mask = max_tag << tag;
};

inline std::uint32_t tag_number(const model::Uuid& uuid) {
  return uuid.bytes[0] & max_tag;  // 0x11, 0x22, ...: see tag_of()
}

inline std::uint32_t pack(std::uint64_t base, const model::Extent& extent) {
  const auto halves = static_cast<std::uint32_t>((extent.start - base) / Layout::half_unit_bytes);
  const auto half_lengths = static_cast<std::uint32_t>(extent.length / Layout::half_unit_bytes);
  const auto use_count =
      static_cast<std::uint32_t>(std::min<std::uint64_t>(extent.use_count, std::uint64_t{3}));
  return (halves >> 1) << Packed::unit | (halves & 1) << Packed::half_start |
         tag_number(extent.tag) << Packed::tag | std::uint32_t{extent.seq} << Packed::seq |
         extent.offered_of << Packed::offered_of |
         static_cast<std::uint32_t>(extent.origin) << Packed::origin |
         (half_lengths >> 1) << Packed::length | (half_lengths & 1) << Packed::half_length |
         use_count << Packed::use_count | std::uint32_t{extent.mapped} << Packed::mapped;
}

inline model::Extent unpack(std::uint64_t base, std::uint32_t packed) {
  const auto field = [packed](unsigned shift, std::uint32_t highest) {
    return packed >> shift & highest;
  };
  const std::uint32_t halves = 2 * field(Packed::unit, max_unit) + field(Packed::half_start, 1);
  const std::uint32_t half_lengths =
      2 * field(Packed::length, max_length) + field(Packed::half_length, 1);
  model::Extent extent;
  extent.start = base + halves * Layout::half_unit_bytes;
  extent.length = half_lengths * Layout::half_unit_bytes;
  if (const std::uint32_t tag = field(Packed::tag, max_tag)) extent.tag = tag_of(tag - 1);
  extent.use_count = field(Packed::use_count, 3);
  extent.offered_of = field(Packed::offered_of, max_seq);
  extent.seq = static_cast<std::uint16_t>(field(Packed::seq, max_seq));
  extent.origin = static_cast<model::Origin>(field(Packed::origin, 3));
  extent.mapped = field(Packed::mapped, 1) != 0;
  return extent;
}

}  // namespace claimcheck::explore::claim
