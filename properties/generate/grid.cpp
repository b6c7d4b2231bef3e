// SPDX-License-Identifier: MIT
#include "properties/generate/board.hpp"

#include <algorithm>
#include <bit>

namespace claimcheck::generate {
namespace {

constexpr std::uint64_t max_squares = 24;

// The begin of a board of so many bytes that has a power of two in its middle, where the region has
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

Board board_of(const model::RegionSetup& region) {
  Board board;
  board.unit = region.align;
  board.squares = std::min(max_squares, region.size / region.align);
  const bool ends_with_space = region.base + region.size == 0;
  board.first =
      ends_with_space ? region.base + (region.size - board.squares * region.align) : region.base;
  return board;
}

std::vector<Board> boards_of(const model::Setup& setup) {
  std::vector<Board> boards;
  for (const auto& region : setup.regions) boards.push_back(board_of(region));
  return boards;
}

Board wide_board(Choices& choices, const model::RegionSetup& region) {
  Board board;
  const auto aligns = region.size / region.align;
  const auto doublings = std::bit_width(std::max<std::uint64_t>(aligns / max_squares, 1)) - 1;
  board.unit = region.align;
  if (choices.percent(50)) board.unit <<= choices.below(static_cast<std::uint64_t>(doublings) + 1);
  board.squares = std::min(max_squares, region.size / board.unit);
  const auto bytes = board.squares * board.unit;
  switch (choices.weighted({5, 3, 2})) {
    case 0:
      board.first = region.base;
      break;
    case 1:
      board.first = region.base + (region.size - bytes);
      break;
    default:
      board.first = over_a_power(region, bytes);
  }
  return board;
}

}  // namespace claimcheck::generate
