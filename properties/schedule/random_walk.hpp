// SPDX-License-Identifier: MIT
#pragma once

#include "properties/schedule/random.hpp"
#include "properties/schedule/strategy.hpp"

namespace claimcheck::schedule {

/// Each step by a thread drawn evenly from those enabled. Cheap and unbiased by any idea of
/// what goes wrong; long schedules with one rare order are better left to PrioritySampling.
class RandomWalk : public Strategy {
 public:
  RandomWalk(std::uint64_t seed, std::uint64_t executions) : random_(seed), left_(executions) {}

  bool more() const override { return left_ > 0; }
  bool exhaustive() const override { return false; }
  std::optional<ThreadId> choose(const View& view) override { return random_.member(view.enabled); }
  void finished(const Execution&) override { --left_; }

 private:
  Random random_;
  std::uint64_t left_;
};

}  // namespace claimcheck::schedule
