// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

// Steps of threads that no engine may take: each changes one thing that a lock guards, without that
// lock or with another's, or hands a lock over that is not its own. What lock_change_spec.hpp says
// of two states has to be false of each of them. A conjunct that was dropped there lets one pass.

namespace claimcheck::smt {

struct RogueCheck {
  std::size_t steps = 0;
  std::vector<std::string> passed;     // by their names: of these nothing is false
  std::vector<std::string> undecided;  // of these a solver did not say

  bool holds() const { return steps > 0 && passed.empty() && undecided.empty(); }
};

RogueCheck try_rogue_steps();

}  // namespace claimcheck::smt
