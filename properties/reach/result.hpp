// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "properties/reach/histograms.hpp"
#include "properties/reach/novelty.hpp"
#include "properties/reach/reached.hpp"

// What a search was like and what it reached. Of shards it adds up to what one search has.

namespace claimcheck::reach {

struct BehaviourRow {
  std::uint64_t key = 0;     // of the Behaviour
  std::uint64_t steps = 0;   // 0: no row
  std::uint64_t traces = 0;  // that have such a step
  std::uint64_t first = 0;   // number of the first of them
  std::uint64_t last = 0;    // of the last that was counted

  bool operator==(const BehaviourRow&) const = default;
};

struct Result {
  std::uint64_t traces = 0;
  Histograms histograms;
  std::vector<BehaviourRow> behaviours;  // by key
  // By trace of the sample: a digit for each feature that it holds, how many traces hold it (3: or
  // more); behind an r where it was run.
  std::vector<std::string> sample;
  std::string visited;  // by state of the small scope: 1 where some trace was in it

  bool operator==(const Result&) const = default;
};

void add(const Result& more, Result& sum);

// Of kinds of step: operation, outcome and clause.
Draws draws_of_behaviours(const Result& result);
// Of kinds of step together with the state that they led to.
Draws draws_of_states(const Result& result);

}  // namespace claimcheck::reach
