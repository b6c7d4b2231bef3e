// SPDX-License-Identifier: MIT
#include "properties/schedule/priority_sampling.hpp"

#include <algorithm>

namespace claimcheck::schedule {

PrioritySampling::PrioritySampling(std::uint64_t seed, std::uint64_t executions, std::size_t depth)
    : random_(seed), left_(executions), depth_(depth) {}

void PrioritySampling::begin(std::size_t threads) {
  for (ThreadId thread = 0; thread < threads; ++thread) {
    const auto place = static_cast<std::ptrdiff_t>(random_.below(order_.size() + 1));
    order_.insert(order_.begin() + place, thread);
  }
  for (std::size_t change = 1; change < depth_ && longest_ > 0; ++change) {
    changes_.push_back(random_.below(longest_));
  }
}

std::optional<ThreadId> PrioritySampling::choose(const View& view) {
  if (order_.empty()) begin(view.pending.size());
  const auto highest = [&] {
    return std::find_if(order_.rbegin(), order_.rend(),
                        [&](ThreadId thread) { return contains(view.enabled, thread); });
  };
  const std::size_t position = view.events.size();
  const auto falls = std::count(changes_.begin(), changes_.end(), position);
  for (std::ptrdiff_t fall = 0; fall < falls; ++fall) {
    // To the bottom: the paper's distinct low priorities come to the same order, up to which of
    // two fallen threads runs first, and that is as random as the positions.
    const auto fallen = std::prev(highest().base());
    std::rotate(order_.begin(), fallen, std::next(fallen));
  }
  return *highest();
}

void PrioritySampling::finished(const Execution& execution) {
  longest_ = std::max(longest_, execution.events.size());
  order_.clear();
  changes_.clear();
  --left_;
}

}  // namespace claimcheck::schedule
