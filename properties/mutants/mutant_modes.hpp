// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "model/clause.hpp"
#include "properties/engines/engine.hpp"
#include "properties/judge/finding.hpp"
#include "properties/mutants/seeded_bugs.hpp"

// The ways to look for a seeded bug. A mode is one row of the table in mutant_modes.cpp, which is
// all that has to change for a new one.

namespace claimcheck::mutants {

// How far a mode looks, for each seed.
struct MutantBudget {
  std::uint64_t traces = 2'000;
  std::uint64_t fault_traces = 200;
  std::optional<std::chrono::steady_clock::time_point> deadline;
};

// The first defect that was met. A proof has no traces, and none of what counts them.
struct Detection {
  model::Clause clause;
  std::string aspect;            // of a proof the obligation that is refuted
  std::uint64_t traces = 0;      // up to and with the one that shows it
  std::uint64_t operations = 0;  // in these
  double seconds = 0;            // until it was met, before it was shrunk
  std::size_t shrunk = 0;        // operations of the shrunk trace
  bool reproduced = false;       // by the shrunk trace
};

struct Attempt {
  std::optional<Detection> caught;
  std::optional<judge::Finding> finding;  // what was caught; of a proof there is none
  bool finished = true;  // false: the deadline passed, and nothing was caught before
};

// What is looked for, and where.
struct Target {
  const SeededBug& bug;
  const engines::Engine& engine;
  const judge::Defects& known;  // passed over
};

struct MutantMode {
  std::string_view name;
  bool has_seed;  // false: the same every time, so once is enough
  bool of_texts;  // true: only for bugs that are a broken text too
  Attempt (*search)(const Target& target, std::uint64_t seed, const MutantBudget& budget);
};

std::span<const MutantMode> mutant_modes();

}  // namespace claimcheck::mutants
