// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <mutex>

#include "properties/judge/coverage.hpp"

namespace claimcheck::explore::claim {

// What the workers counted, each for itself while it works, added up when it is done: sums that
// do not depend on who did what.
struct Counts {
  judge::Coverage coverage;  // by clause: transitions that it decided; operations: transitions
  std::uint64_t engine_transitions = 0;  // run on the engine and compared; failures are not counted
  std::uint64_t engine_failures = 0;     // operations run on the engine with an injected failure
  std::uint64_t transitions_set_aside = 0;  // not run: they end the engine as one before them did
  std::uint64_t states_not_entered = 0;  // a transition on the shortest path differs on the engine

  void add(const Counts& other) {
    coverage.add(other.coverage);
    engine_transitions += other.engine_transitions;
    engine_failures += other.engine_failures;
    transitions_set_aside += other.transitions_set_aside;
    states_not_entered += other.states_not_entered;
  }
};

class Tally {
 public:
  void add(const Counts& counts) {
    const std::lock_guard lock(mutex_);
    sum_.add(counts);
  }
  Counts sum() const {
    const std::lock_guard lock(mutex_);
    return sum_;
  }

 private:
  mutable std::mutex mutex_;
  Counts sum_;
};

}  // namespace claimcheck::explore::claim
