// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "properties/engines/engine.hpp"
#include "properties/explore/claim/scope.hpp"
#include "properties/explore/claim/tally.hpp"
#include "properties/explore/levels/exchange.hpp"
#include "properties/explore/result.hpp"
#include "properties/judge/finding.hpp"
#include "properties/process/deadline.hpp"

// The whole of it: every reachable state of a scope and, where there is an engine, every transition
// run on it in a child process.

namespace claimcheck::explore::claim {

struct ExploreOptions {
  Scope scope;
  bool symmetry = true;
  std::size_t workers = 1;  // at most Notes::max_workers
  std::uint64_t max_states = std::numeric_limits<std::uint64_t>::max();
  std::size_t max_memory_bytes = std::size_t{8} << 30;
  // A folder: what outgrows that memory goes there, and does not end the exploration.
  std::optional<std::filesystem::path> disk;
  Exchange* ranks = nullptr;                      // that explore together; null: this process alone
  int hang_timeout_ms = 10'000;                   // without a sign of life from the engine: a hang
  std::function<void(const Progress&)> progress;  // in this process; may be empty
  process::Deadline deadline;                     // then it ends without a verdict
};

// A clause that the scope can exercise.
struct ReachedGoal {
  model::Clause clause = model::Clause::W1;
  std::optional<std::size_t> steps;  // of a shortest trace that does; none: never reached
};

// The same on every run and for any number of workers.
struct Report {
  Verdict verdict = Verdict::not_finished;
  Limit limit = Limit::none;
  std::uint64_t generated = 0;  // transitions
  std::uint64_t distinct = 0;   // states; under symmetry one of those that differ in names
  std::uint64_t queue = 0;      // states left unexpanded
  std::size_t memory_bytes = 0;
  std::uint64_t disk_bytes = 0;
  std::vector<std::uint64_t> states_per_depth;
  std::vector<ReachedGoal> goals;
  Counts counts;
  std::uint64_t crashes = 0;  // and hangs: each begins the exploration anew
  // Each defect once, with the shortest trace that shows it; of the model alone as well.
  std::vector<judge::Finding> findings;

  std::vector<model::Clause> unreached() const;
  // holds only if every state was expanded, every transition run, every goal reached.
  Verdict overall() const;
};

// Over disk or ranks. Each rank has the same options, calls the same, and has the same report.
inline bool is_divided(const ExploreOptions& options) {
  return options.disk || options.ranks != nullptr;
}

// The model alone. Throws ScopeError and std::invalid_argument.
Report explore_model(const ExploreOptions& options);

// Every transition on the engine as well. Throws engines::EngineError too.
Report explore_engine(const engines::Engine& engine, const ExploreOptions& options);

// large: millions of transitions each. small: less than a million in all, for an engine whose
// operations cost much; over several scopes the same dimensions are there.
enum class ScopeSize { large, small };

// The scopes that `claimcheck run` explores: one region with all kinds of extents, sequences from
// 0, two regions, and a driver whose unbinding drops what devices hold.
std::vector<Scope> stage_scopes(const claimcheck_engine_api& api, ScopeSize size);

// Two for an engine of this tree, which keep nothing global; one for any other.
std::size_t max_workers(const engines::Engine& engine);

}  // namespace claimcheck::explore::claim
