// SPDX-License-Identifier: MIT
// Small random programs for the tests: what they compute depends on the order of their steps.
#pragma once

#include <array>
#include <memory>
#include <string>

#include "properties/schedule/random.hpp"
#include "properties/schedule/scheduler.hpp"

namespace claimcheck::schedule {

enum class ActionKind : std::uint8_t {
  read,
  write,
  add,
  lock,
  read_lock,
  unlock,
  yield,
  invoke,
  respond
};

struct Action {
  ActionKind kind = ActionKind::read;
  std::size_t object = 0;
};

using Script = std::vector<Action>;

/// What one run of the scripts saw and left: every value that each thread read, the final
/// values, the order of operations in real time, and how it ended.
using RunResult = std::string;

inline constexpr std::size_t variable_count = 2;
inline constexpr std::size_t lock_count = 3;

struct SharedState {
  std::array<int, variable_count> values{};
  std::array<char, lock_count> locks{};
  std::vector<std::string> seen;  ///< by thread
  std::vector<bool> responded;    ///< by thread
};

/// Makes scripts whose locks are taken and released properly, though not always in one order.
/// `lock_weight`, of 16: how many of its actions are about locks.
Script random_script(Random& random, std::size_t length, std::uint64_t lock_weight);

/// Makes a script of lock sections that lie one within another, most in one order: each lock taken
/// within those before it, half of them for reading. `in_order`: always in the order of their
/// numbers, so that no deadlock is possible.
Script nested_script(Random& random, bool in_order);

/// The scripts as a program; `state` is made anew for each execution. With `declared`, its
/// objects have fixed numbers.
Program to_program(const std::vector<Script>& scripts, std::shared_ptr<SharedState>& state,
                   bool declared);

RunResult result_of(const SharedState& state, const Execution& execution);

/// For messages.
std::string to_string(const std::vector<Script>& scripts);

/// The class of equivalent executions that this one is in, by Foata's normal form: two have the
/// same text exactly when they differ in the order of independent steps only.
std::string trace_of(const Execution& execution);

}  // namespace claimcheck::schedule
