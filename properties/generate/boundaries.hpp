// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>

#include "properties/generate/choices.hpp"

namespace claimcheck::generate {

// A power of two or a neighbour of one, from lowest to highest: where a counter ends, a table grows
// and a field of fewer bits wraps. Half of them are at 8, 16 or 32 bits, as far as the range has
// these.
inline std::uint64_t near_power(Choices& choices, std::uint64_t lowest, std::uint64_t highest) {
  const auto power = choices.percent(50) ? choices.one_of({8u, 8u, 16u, 32u})
                                         : static_cast<unsigned>(choices.below(64));
  const auto value = (std::uint64_t{1} << power) + choices.below(3) - 1;
  if (value >= lowest && value <= highest) return value;
  // Out of range: a power that is in it, or an end.
  const auto folded = (std::uint64_t{1} << choices.below(64)) - choices.below(2);
  return std::clamp(folded, lowest, highest);
}

}  // namespace claimcheck::generate
