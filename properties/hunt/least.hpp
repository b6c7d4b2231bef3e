// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "properties/hunt/search.hpp"

// Whether a defect comes down to one trace, the least, from wherever a search meets it.

namespace claimcheck::hunt {

// One search for the defect, and what became of what it found.
struct Descent {
  std::string text;  // of the shrunk trace
  std::size_t operations = 0;
  std::size_t attempts = 0;
  double find_ms = 0;  // of this thread's processor time
  double shrink_ms = 0;
};

// The first failure of a seed's traces that breaks the clause.
std::optional<check::Defect> first_defect(const driver::Engine& engine, model::Clause clause,
                                          std::uint64_t seed);

// Other defects are set aside. Nothing where `highest_searched` traces do not show it.
std::optional<Descent> descend(const driver::Engine& engine, const check::Defect& defect,
                               std::uint64_t seed);

inline constexpr std::uint64_t highest_searched = 20'000;

// The shortest text of the fewest operations.
const Descent& least(const std::vector<Descent>& descents);

}  // namespace claimcheck::hunt
