// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "properties/search/search_range.hpp"

// Whether a defect comes down to one trace, the least, from wherever a search meets it.

namespace claimcheck::search {

// One search for the defect, and what became of what it found.
struct ShrinkRun {
  std::string text;  // of the shrunk trace
  std::size_t operations = 0;
  std::size_t attempts = 0;
  double find_ms = 0;  // of this thread's processor time
  double shrink_ms = 0;
};

// The first failure of a seed's traces that breaks the clause.
std::optional<judge::Defect> first_defect(const engines::Engine& engine, model::Clause clause,
                                          std::uint64_t seed);

// Other defects are set aside. Nothing where `max_searched` traces do not show it.
std::optional<ShrinkRun> descend(const engines::Engine& engine, const judge::Defect& defect,
                                 std::uint64_t seed);

inline constexpr std::uint64_t max_searched = 20'000;

// The shortest text of the fewest operations.
const ShrinkRun& least(const std::vector<ShrinkRun>& descents);

}  // namespace claimcheck::search
