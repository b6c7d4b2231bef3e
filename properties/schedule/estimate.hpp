// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "properties/schedule/scheduler.hpp"

namespace claimcheck::schedule {

struct Estimate {
  double executions = 0;      ///< how many OptimalReduction is expected to run
  double standard_error = 0;  ///< of that; where it is as large, trust only the magnitude
};

/// Estimates how many traces a program has, from `probes` executions (at least 2), each a random
/// path: Knuth, "Estimating the Efficiency of Backtrack Programs" (Math. of Computation, 1975).
/// The tree that is probed is that of a search with sleep sets alone. It has exactly one complete
/// path for each trace, so that a path's weight, one over the chance that it had, or 0 where
/// sleeping threads block it, is an unbiased estimate of the number of traces. The weights vary
/// wildly: an estimate before a long search, not a count.
Estimate estimate_traces(Scheduler& scheduler, const Program& program, std::uint64_t probes,
                         std::uint64_t seed);

}  // namespace claimcheck::schedule
