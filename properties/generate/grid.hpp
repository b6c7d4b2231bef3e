// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "model/state.hpp"
#include "properties/generate/choices.hpp"

// Where in a region extents are laid: on cells of one size, few enough that some overlap by
// chance, and enough for several groups.

namespace claimcheck::generate {

struct Grid {
  std::uint64_t first = 0;  // where cell 0 begins: an address, a multiple of the align
  std::uint64_t unit = 0;   // bytes of a cell, a multiple of the align
  std::uint64_t cells = 1;  // all of them lie in the region

  std::uint64_t start_of(std::uint64_t cell) const { return first + unit * cell; }
};

// 24 cells of the region's align, at its begin; at its end where that is 2^64, since sums of
// addresses wrap there.
Grid grid_of(const model::RegionSetup& region);
std::vector<Grid> grids_of(const model::Setup& setup);

// Squares from the align up to a part of the region, at its begin, its end, or over a power of two.
Grid wide_grid(Choices& choices, const model::RegionSetup& region);

}  // namespace claimcheck::generate
