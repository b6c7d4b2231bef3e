// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstdint>

#include "properties/schedule/step.hpp"

namespace claimcheck::schedule {

/// SplitMix64 (Steele, Lea & Flood, OOPSLA 2014): eight bytes of state, cheap to start anew for
/// each execution, and, unlike the distributions of <random>, the same numbers everywhere.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t mixed = state_ += 0x9e3779b97f4a7c15u;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
    return mixed ^ (mixed >> 31);
  }

  /// In [0, count); count > 0. The bias for a count below 2^32 is below 2^-32.
  std::uint64_t below(std::uint64_t count) { return next() % count; }

  /// A member of a set that is not empty.
  ThreadId member(ThreadSet set) {
    for (auto skip = below(static_cast<std::uint64_t>(std::popcount(set))); skip > 0; --skip) {
      set &= set - 1;
    }
    return static_cast<ThreadId>(std::countr_zero(set));
  }

 private:
  std::uint64_t state_;
};

}  // namespace claimcheck::schedule
