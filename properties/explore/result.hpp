// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "properties/explore/model.hpp"

namespace claimcheck::explore {

// `broken` may be said before the end, `holds` only when every reachable state was expanded.
enum class Verdict { holds, broken, not_finished };

// What ended an exploration before every reachable state was expanded.
// `interrupted` is what whoever ended it by its progress may make of that.
enum class Limit { none, states, memory, progress, finding, interrupted };

struct Progress {
  std::uint64_t generated = 0;  // transitions
  std::uint64_t distinct = 0;   // states
  std::uint64_t queue = 0;      // distinct states that are not expanded yet
  std::size_t depth = 0;        // of the states that are being expanded
  std::size_t memory_bytes = 0;
  double generated_per_second = 0;  // since the last call
};

struct Options {
  std::size_t workers = 1;
  bool symmetry = false;  // only for a model with encode_canonical()
  // True: a violation ends the search with the level it is seen in, the first that has any.
  // False: the search goes on and collects the shortest counterexample for each key.
  bool stop_at_finding = false;
  // More end the search. Looked at after each round of some ten thousand transitions, so
  // passed by as much.
  std::uint64_t max_states = std::numeric_limits<std::uint64_t>::max();
  // Of states, tables, queues and candidates together. Only the candidates of one round, some
  // megabytes, may pass it, and end the search then. What the model holds is not counted.
  std::size_t max_memory_bytes = std::numeric_limits<std::size_t>::max();
  std::chrono::milliseconds progress_interval_ms{1000};
  // Called by the thread that called explore(); false ends the search. May be empty.
  std::function<bool(const Progress&)> progress;
};

template <class Action>
struct Finding {
  std::string key;
  Path<Action> path;  // a shortest one; its last action is at fault, or the state behind it
};

template <class Action>
struct Goal {
  std::string name;
  std::optional<Path<Action>> witness;  // a shortest one; none if the goal was not reached
};

// Everything here is the same on every run and for any number of workers, except where
// Limit::progress cut the search short.
template <class Action>
struct Result {
  Verdict verdict = Verdict::not_finished;
  Limit limit = Limit::none;
  std::uint64_t generated = 0;  // transitions, those that lead to a known state included
  std::uint64_t distinct = 0;   // states; under symmetry one of those that differ in names
  std::uint64_t queue = 0;      // states left unexpanded; where memory ran out, some of the
                                // last round's successors are missing as well
  std::size_t memory_bytes = 0;
  std::uint64_t disk_bytes = 0;  // at most, at a time
  std::vector<std::uint64_t> states_per_depth;
  std::vector<Finding<Action>> findings;  // by length, then by key
  std::vector<Goal<Action>> goals;        // in the model's order

  // The longest of the shortest paths to the states found.
  std::size_t depth() const { return states_per_depth.empty() ? 0 : states_per_depth.size() - 1; }
};

}  // namespace claimcheck::explore
