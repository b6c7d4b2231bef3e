// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "properties/explore/result.hpp"

namespace claimcheck::explore {

// For tests, of models whose actions are enumerations: all of a result but time and what memory it
// took.
template <class Action>
std::string summary(const Result<Action>& result) {
  std::string text = std::to_string(static_cast<int>(result.verdict)) + " " +
                     std::to_string(static_cast<int>(result.limit)) + " " +
                     std::to_string(result.generated) + " " + std::to_string(result.distinct) +
                     " " + std::to_string(result.queue) + "\n";
  for (const std::uint64_t states : result.states_per_depth) text += std::to_string(states) + " ";
  const auto add = [&text](const std::string& name, const Path<Action>& path) {
    text += "\n" + name + ": " + std::to_string(path.initial);
    for (const auto& action : path.actions) text += " " + std::to_string(static_cast<int>(action));
  };
  for (const auto& finding : result.findings) add(finding.key, finding.path);
  for (const auto& goal : result.goals) {
    if (goal.witness) add(goal.name, *goal.witness);
  }
  return text;
}

}  // namespace claimcheck::explore
