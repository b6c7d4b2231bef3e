// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "model/state.hpp"
#include "properties/generate/choices.hpp"

// Where in a region extents are laid: on squares of one size, few enough that some overlap by
// chance, and enough for several groups.

namespace claimcheck::generate {

struct Board {
  std::uint64_t first = 0;    // where square 0 begins: an address, a multiple of the align
  std::uint64_t unit = 0;     // bytes of a square, a multiple of the align
  std::uint64_t squares = 1;  // all of them lie in the region

  std::uint64_t start_of(std::uint64_t square) const { return first + unit * square; }
};

// 24 squares of the region's align, at its begin; at its end where that is 2^64, since sums of
// addresses wrap there.
Board board_of(const model::RegionSetup& region);
std::vector<Board> boards_of(const model::Setup& setup);

// Squares from the align up to a part of the region, at its begin, its end, or over a power of two.
Board wide_board(Choices& choices, const model::RegionSetup& region);

}  // namespace claimcheck::generate
