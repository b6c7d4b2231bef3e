// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "properties/memory/machine.hpp"

namespace claimcheck::memory {

/// How an execution ended, of which every thread came to its end.
struct Outcome {
  std::vector<std::vector<Value>> seen;  ///< by thread
  std::vector<Value> last;               ///< by location: the last of its writes

  friend auto operator<=>(const Outcome&, const Outcome&) = default;
};

/// Threads over shared state, which lives as long as the bodies.
struct Threads {
  std::vector<Body> bodies;
  /// What is wrong, if anything. May be empty.
  std::function<std::optional<std::string>(const Outcome&)> judge;
};

struct Program {
  std::string name;
  std::string promise;  ///< what it is judged by, with the clause
  /// Threads repeat steps until they come to something. A thread at a step that it took before, and
  /// that only looked since, is then in another turn of a loop, and is not followed: without the
  /// turn before, what is left is an execution too, with the same writes and no more order. Turns
  /// that never end are looked for. Where it takes a step again for another reason it says
  /// Memory::mark().
  bool has_loops = false;
  std::function<Threads(Memory&)> make;
  /// What of the text under test lies there: "lock". Empty where it is not of that text.
  std::function<std::string(Location)> part = {};
};

/// The order of one kind of step, made another.
using Ordering = std::function<Action(Action)>;

struct Options {
  /// What is done to each step before it is taken; may be empty.
  Ordering reorder;
  std::size_t max_graphs = 4'000'000;
};

/// Every step sequentially consistent, which is what a program does where threads only take turns.
Action in_turns(Action action);

enum class Fault : std::uint8_t { race, sleeps_for_good, spins_for_good, broken_promise };

struct Finding {
  Fault fault = Fault::race;
  std::string what;
  std::vector<std::string> execution;  ///< a line a step
};

struct Exploration {
  std::size_t graphs = 0;      ///< different ones, unfinished ones included
  std::size_t executions = 0;  ///< of them, those in which all threads ended
  bool is_exhaustive = true;   ///< else it ended at max_graphs
  std::set<Outcome> outcomes;
  std::optional<Finding> finding;  ///< the first; the exploration ended there

  /// Where no execution came to its end nothing is known, as nothing was judged.
  bool holds() const { return !finding && is_exhaustive && executions > 0; }
};

/// All executions of the program that are consistent, up to the first that is wrong.
Exploration explore(const Program& program, const Options& options = {});

}  // namespace claimcheck::memory
