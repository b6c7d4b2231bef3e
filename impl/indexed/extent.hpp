// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace claimcheck::indexed {

struct Device;

// One extent of a region, free or in use. Groups keep theirs side by side, by value.
struct Extent {
  std::uint64_t start;   // bytes
  std::uint64_t length;  // bytes, positive
  const Device* holder;  // I1: one at most. I2: the use count is 1 where there is one, else 0
  std::uint16_t seq;
  bool offered;  // came by an offer, so that T3 applies

  bool is_free() const { return !holder; }
};

inline bool is_aligned(const Extent& extent, std::uint64_t align) {
  return ((extent.start | extent.length) & (align - 1)) == 0;
}

}  // namespace claimcheck::indexed
