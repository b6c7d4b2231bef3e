// SPDX-License-Identifier: MIT
#pragma once

#include "model/state.hpp"

namespace claimcheck::model {

// Whether the region holds the last byte of the address space: its end is 0 where it is computed.
constexpr bool has_last_byte(const RegionSetup& region) {
  return region.base + region.size == 0;
}

// The same region, or one align less of it, so that it ends before 2^64. One of a single align lies
// an align lower: the contract has no empty region.
constexpr RegionSetup without_last_byte(RegionSetup region) {
  if (!has_last_byte(region)) return region;
  if (region.size > region.align) {
    region.size -= region.align;
  } else {
    region.base -= region.align;
  }
  return region;
}

}  // namespace claimcheck::model
