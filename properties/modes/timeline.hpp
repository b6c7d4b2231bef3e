// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>

#include "model/clause.hpp"
#include "properties/search/search.hpp"

// When a search exercised each clause: by the numbers of its traces, and by no clock.

namespace claimcheck::modes {

struct Timeline {
  static constexpr std::size_t parts = 40;

  std::uint64_t traces = 0;  // of the search, over all shards
  std::array<std::array<std::uint64_t, model::clause_count>, parts> exercised{};  // in each part
  std::array<std::uint64_t, model::clause_count> first{};  // trace, from 1; 0: never

  bool operator==(const Timeline&) const = default;
};

// The same work, which tells `timeline` what each of `traces` traces exercised. The timeline lies
// in shared memory, since the work is done in a child process, and outlives it; of a trace that
// ends the process nothing is told.
search::Work timed(search::Work work, std::uint64_t traces, Timeline& timeline);

}  // namespace claimcheck::modes
