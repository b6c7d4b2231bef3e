// SPDX-License-Identifier: MIT
#include "properties/concurrent/drawn_cases.hpp"

#include <rapidcheck.h>

#include "properties/concurrent/probe.hpp"

namespace claimcheck::concurrent {

DrawnCases::DrawnCases(const claimcheck_engine_api& api, std::uint64_t seed,
                       std::uint64_t three_threads_percent)
    : seed_(seed), percent_(three_threads_percent), all_small_(exhaustive_cases(api)) {
  const auto pairs = pair_cases(api);
  for (std::uint64_t number = 0; number < all_small_; ++number) {
    if (number < pairs || percent_ >= 100 || thread_count(case_of(api, seed, number)) < 3 ||
        is_drawn(number, 0)) {
      small_.push_back(number);
    }
  }
}

std::uint64_t DrawnCases::number(std::uint64_t index) const {
  return index < small_.size() ? small_[index] : all_small_ + (index - small_.size());
}

bool DrawnCases::takes_failure(std::uint64_t number, std::uint64_t failure,
                               std::size_t threads) const {
  return threads < 3 || is_drawn(number, failure + 1);
}

bool DrawnCases::is_drawn(std::uint64_t number, std::uint64_t failure) const {
  return rc::Random(rc::Random::Key{seed_, number, 3, failure}).next() % 100 < percent_;
}

}  // namespace claimcheck::concurrent
