// SPDX-License-Identifier: MIT
#include "properties/memory/lock_programs.hpp"

#include <algorithm>

namespace claimcheck::memory {

std::optional<std::string> judge_guarded(const Outcome& outcome, const std::vector<Role>& roles) {
  for (const auto& seen : outcome.seen) {
    if (seen.size() == 2 && seen[0] != seen[1]) {
      return fmt::format("a reader sees {} and {}", seen[0], seen[1]);
    }
  }
  // Behind the lock's atomics.
  const auto writers =
      std::count_if(roles.begin(), roles.end(), [](Role role) { return role != Role::read; });
  for (std::size_t place = outcome.last.size() - 2; place < outcome.last.size(); place++) {
    if (outcome.last[place] != static_cast<Value>(writers)) {
      return fmt::format("of {} additions {} are left", writers, outcome.last[place]);
    }
  }
  return std::nullopt;
}

}  // namespace claimcheck::memory
