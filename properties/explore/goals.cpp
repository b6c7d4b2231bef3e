// SPDX-License-Identifier: MIT
#include "properties/explore/goals.hpp"

#include <algorithm>

namespace claimcheck::explore {

std::uint32_t Ledger::violation_length(std::string_view key) const {
  const auto known = violations_.find(key);
  return known == violations_.end() ? never : known->second.length;
}

void Ledger::violated(std::string_view key, const Occurrence& occurrence) {
  if (occurrence.length < violation_length(key)) {
    violations_.insert_or_assign(std::string(key), occurrence);
  }
}

void Ledger::reached(std::size_t goal, const Occurrence& occurrence) {
  if (occurrence.length < goal_length(goal)) goals_[goal] = occurrence;
}

void Observer::violated(std::string_view key) {
  if (ledger_->violation_length(key) <= here_.length) return;
  const bool seen = std::any_of(violations_.begin(), violations_.end(), [&](const Violation& v) {
    return v.key == key && v.occurrence.length <= here_.length;
  });
  if (!seen) violations_.push_back({std::string(key), here_});
}

void Observer::remember_goal(std::size_t goal) {
  const bool seen = std::any_of(goals_.begin(), goals_.end(), [&](const Reached& reached) {
    return reached.goal == goal && reached.occurrence.length <= here_.length;
  });
  if (!seen) goals_.push_back({goal, here_});
}

void Observer::report_to(Ledger& ledger) {
  for (const Violation& violation : violations_) {
    ledger.violated(violation.key, violation.occurrence);
  }
  for (const Reached& reached : goals_) ledger.reached(reached.goal, reached.occurrence);
  violations_.clear();
  goals_.clear();
}

}  // namespace claimcheck::explore
