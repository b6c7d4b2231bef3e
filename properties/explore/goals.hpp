// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "properties/explore/arena.hpp"

namespace claimcheck::explore {

// Where something was seen: in a state, or in the step that leaves it by the numbered action.
struct Occurrence {
  StateId state;
  std::optional<std::uint32_t> action;
  std::uint32_t length = 0;  // actions on the shortest path that shows it
};

// The best occurrence of each violation and each goal so far: the shortest, and of those the
// first in the order of exploration. Written by one thread, between the parallel phases.
class Ledger {
 public:
  static constexpr std::uint32_t never = std::numeric_limits<std::uint32_t>::max();

  explicit Ledger(std::size_t goal_count) : goals_(goal_count) {}

  // Actions on the shortest path known so far, or `never`.
  std::uint32_t violation_length(std::string_view key) const;
  std::uint32_t goal_length(std::size_t goal) const {
    return goals_[goal] ? goals_[goal]->length : never;
  }

  void violated(std::string_view key, const Occurrence& occurrence);
  void reached(std::size_t goal, const Occurrence& occurrence);

  const std::map<std::string, Occurrence, std::less<>>& violations() const { return violations_; }
  const std::vector<std::optional<Occurrence>>& goals() const { return goals_; }

 private:
  std::map<std::string, Occurrence, std::less<>> violations_;
  std::vector<std::optional<Occurrence>> goals_;
};

// What a model's checks talk to. Keeps what the ledger does not know yet, in the order in which
// it was seen. One worker's own; the ledger is only read.
class Observer {
 public:
  explicit Observer(const Ledger& ledger) : ledger_(&ledger) {}

  // A property is broken, in the state or step at hand. The shortest path is kept per key.
  void violated(std::string_view key);
  // A goal, by its place in the model's goals().
  void reached(std::size_t goal) {
    if (ledger_->goal_length(goal) > here_.length) remember_goal(goal);
  }

  // For the explorer: what is at hand from now on.
  void at(const Occurrence& here) { here_ = here; }
  // A step out of the state at hand.
  void at_step(std::uint32_t action, std::uint32_t length) {
    here_.action = action;
    here_.length = length;
  }
  // Hands over what was seen, and forgets it.
  void report_to(Ledger& ledger);

 private:
  struct Violation {
    std::string key;
    Occurrence occurrence;
  };
  struct Reached {
    std::size_t goal;
    Occurrence occurrence;
  };

  void remember_goal(std::size_t goal);

  const Ledger* ledger_;
  Occurrence here_;
  std::vector<Violation> violations_;
  std::vector<Reached> goals_;
};

}  // namespace claimcheck::explore
