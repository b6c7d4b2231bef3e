// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "properties/engines/engine.hpp"
#include "properties/judge/finding.hpp"

// Random cases on threads of the operating system, in a child process, up to the first defect. What
// is found there is then looked for under the scheduler, where it can be shrunk and replayed. With
// ThreadSanitizer in the process its races are defects too; then there is no scheduler, whose
// threads that does not know, and what is found is shrunk on real threads.

namespace claimcheck::concurrent {

struct SoakLimits {
  std::uint64_t seed = 1;
  std::uint64_t budget_ms = 30'000;         // on real threads
  std::uint64_t shrink_budget_ms = 20'000;  // then
  std::optional<model::Trace> trace;        // in place of random cases
  int hang_timeout_ms = 10'000;             // of one execution
  // Called some times a second, in this process; may be empty.
  std::function<void(std::uint64_t executions)> progress = {};
};

struct Soaked {
  std::uint64_t executions = 0;
  std::uint64_t cases = 0;
  std::uint64_t set_aside = 0;  // cases that fail without threads: other searches find them
  bool is_credible = true;      // false: the engine wrote over these counts
  bool finished = true;         // false: the last execution had not ended long after the budget had
  // The first, as real threads showed it: no schedule, and not shrunk.
  std::optional<judge::Finding> found;
  // The same case, shrunk; under the scheduler it has a schedule. Nothing where it did not fail
  // again: it took a step that the engine does not announce, or the budget ended.
  std::optional<judge::Finding> shrunk;
  bool with_thread_sanitizer = false;
};

// Throws engines::EngineError where the engine cannot be made.
Soaked soak(const engines::Engine& engine, const SoakLimits& limits);

}  // namespace claimcheck::concurrent
