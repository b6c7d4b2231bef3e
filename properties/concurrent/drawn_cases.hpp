// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "impl/engine.h"

// Which cases a search of threads takes, and in which order: the small ones, then random ones
// without end. All small cases of two threads are taken, with each failure. Those of three threads,
// and the failures in each, are many where an engine asks at many sites: a share of them is drawn
// by the seed, so that other seeds take others.

namespace claimcheck::concurrent {

class DrawnCases {
 public:
  // `three_threads_percent` is from 1 to 100; 100 takes every small case with each failure.
  DrawnCases(const claimcheck_engine_api& api, std::uint64_t seed,
             std::uint64_t three_threads_percent = 100);

  std::uint64_t seed() const { return seed_; }
  std::uint64_t small_count() const { return small_.size(); }
  // Of a case for case_of(): the index-th that is taken.
  std::uint64_t number(std::uint64_t index) const;
  // Whether a small case of so many threads is taken with its failure of this number as well.
  bool takes_failure(std::uint64_t number, std::uint64_t failure, std::size_t threads) const;

 private:
  bool is_drawn(std::uint64_t number, std::uint64_t failure) const;

  std::uint64_t seed_;
  std::uint64_t percent_;
  std::uint64_t all_small_;
  std::vector<std::uint64_t> small_;  // ascending, each below all_small_
};

}  // namespace claimcheck::concurrent
