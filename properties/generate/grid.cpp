// SPDX-License-Identifier: MIT
#include "properties/generate/grid.hpp"

#include <algorithm>
#include <bit>

namespace claimcheck::generate {
namespace {

constexpr std::uint64_t max_cells = 24;

// The begin of a grid of so many bytes that has a power of two in its middle, where the region has
// one: an address that crosses 2^32 does not fit where it did before.
std::uint64_t over_a_power(const model::RegionSetup& region, std::uint64_t bytes) {
  const auto last = region.base + (region.size - 1);
  const auto power = std::bit_floor(last);
  const auto half = bytes / 2 & ~(region.align - 1);
  if (power < region.base || power - region.base < half) return region.base;
  const auto first = power - half;
  return region.size - (first - region.base) < bytes ? region.base : first;
}

}  // namespace

Grid grid_of(const model::RegionSetup& region) {
  Grid grid;
  grid.unit = region.align;
  grid.cells = std::min(max_cells, region.size / region.align);
  const bool ends_with_space = region.base + region.size == 0;
  grid.first =
      ends_with_space ? region.base + (region.size - grid.cells * region.align) : region.base;
  return grid;
}

std::vector<Grid> grids_of(const model::Setup& setup) {
  std::vector<Grid> grids;
  for (const auto& region : setup.regions) grids.push_back(grid_of(region));
  return grids;
}

Grid wide_grid(Choices& choices, const model::RegionSetup& region) {
  Grid grid;
  const auto aligns = region.size / region.align;
  const auto doublings = std::bit_width(std::max<std::uint64_t>(aligns / max_cells, 1)) - 1;
  grid.unit = region.align;
  if (choices.percent(50)) grid.unit <<= choices.below(static_cast<std::uint64_t>(doublings) + 1);
  grid.cells = std::min(max_cells, region.size / grid.unit);
  const auto bytes = grid.cells * grid.unit;
  const bool ends_all = region.base + region.size == 0;
  const auto at = ends_all ? choices.weighted({2, 6, 2}) : choices.weighted({5, 3, 2});
  switch (at) {
    case 0:
      grid.first = region.base;
      break;
    case 1:
      grid.first = region.base + (region.size - bytes);
      break;
    default:
      grid.first = over_a_power(region, bytes);
  }
  return grid;
}

}  // namespace claimcheck::generate
