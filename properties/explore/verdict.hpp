// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "properties/explore/goals.hpp"
#include "properties/explore/model.hpp"
#include "properties/explore/result.hpp"

namespace claimcheck::explore {

// Throws std::invalid_argument for options that the model cannot follow.
template <Model M>
void expect_followable(const Options& options) {
  if (options.workers == 0) throw std::invalid_argument("an exploration needs a worker");
  if (options.symmetry && !Symmetric<M>) {
    throw std::invalid_argument("the model has no canonical form");
  }
}

inline Verdict verdict_of(const Ledger& ledger, Limit limit) {
  if (!ledger.violations().empty()) return Verdict::broken;
  return limit == Limit::none ? Verdict::holds : Verdict::not_finished;
}

// The verdict and the paths, by `path_to(occurrence)`; what is counted is there already.
template <class Action, class PathTo>
void tell(const Ledger& ledger, const std::vector<std::string>& goals, const PathTo& path_to,
          Result<Action>& result) {
  result.verdict = verdict_of(ledger, result.limit);
  for (const auto& [key, occurrence] : ledger.violations()) {
    result.findings.push_back({key, path_to(occurrence)});
  }
  std::stable_sort(
      result.findings.begin(), result.findings.end(),
      [](const auto& a, const auto& b) { return a.path.actions.size() < b.path.actions.size(); });
  for (std::size_t goal = 0; goal < goals.size(); ++goal) {
    result.goals.push_back({goals[goal], std::nullopt});
    const std::optional<Occurrence>& occurrence = ledger.goals()[goal];
    if (occurrence) result.goals.back().witness = path_to(*occurrence);
  }
}

}  // namespace claimcheck::explore
