// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "properties/schedule/random.hpp"
#include "properties/schedule/strategy.hpp"

namespace claimcheck::schedule {

/// Burckhardt, Kothari, Musuvathi & Nagarakatti, "A Randomized Scheduler with Probabilistic
/// Guarantees of Finding Bugs" (ASPLOS 2010), PCT for short. Threads get random priorities, the
/// highest that is enabled runs, and at depth-1 random steps the thread that is about to run
/// falls below all others. A bug that takes `depth` ordering constraints is found by one
/// execution of n threads and k steps with probability at least 1/(n * k^(depth-1)).
///
/// The paper is given k; we take the longest execution so far, so the bound holds once an
/// execution of full length has been seen. The first runs without any change.
class PrioritySampling : public Strategy {
 public:
  /// depth >= 1.
  PrioritySampling(std::uint64_t seed, std::uint64_t executions, std::size_t depth);

  bool more() const override { return left_ > 0; }
  bool exhaustive() const override { return false; }
  std::optional<ThreadId> choose(const View& view) override;
  void finished(const Execution& execution) override;

 private:
  void begin(std::size_t threads);

  Random random_;
  std::uint64_t left_;
  std::size_t depth_;
  std::size_t longest_ = 0;
  // invariant: between executions empty, within one a permutation of the threads, lowest first.
  std::vector<ThreadId> order_;
  std::vector<std::size_t> changes_;  ///< positions at which the next thread falls
};

}  // namespace claimcheck::schedule
