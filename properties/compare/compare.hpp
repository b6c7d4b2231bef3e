// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "properties/compare/seen.hpp"
#include "properties/report/report.hpp"

// Two engines under one contract, such as a kernel with a patch and without: which defects came
// with it, which went, which stayed. That a search did not find a defect again proves nothing, so
// each is decided by its trace, on both.

namespace claimcheck::compare {

enum class Change {
  added,      // its trace breaks a clause now, and holds before
  undecided,  // it cannot be said
  unchanged,  // its trace breaks the same clause on both
  fixed,      // its trace broke a clause before, and holds now
};

// An engine whose run ended. What it refers to must outlive it.
struct Side {
  const engines::Engine& engine;
  const report::RunReport& report;
};

// A trace that one of the runs found.
struct Tried {
  judge::Finding finding;
  std::filesystem::path path;
  bool found_now = false;  // else before
  Seen now, before;
};

struct Decision {
  Change change = Change::undecided;
  std::size_t example = 0;  // the trace that says so
  std::string reason;       // of an undecided one
};

// Of the traces of one cause; at least one.
Decision decide(std::span<const Tried> traces);

struct ComparedDefect {
  Change change = Change::undecided;
  Tried example;
  std::string reason;
};

struct Comparison {
  std::vector<ComparedDefect> defects;  // by change, in the order of the enumerators
  std::uint64_t traces_left_now = 0;    // that the runs had no time for
  std::uint64_t traces_left_before = 0;

  std::size_t count(Change change) const;
};

// Runs every trace that one of the sides found on both, each in a child process. What the deadline
// leaves out is undecided. Throws engines::EngineError.
Comparison compare(const Side& now, const Side& before, const replay::Deadline& deadline);

// Of the engine that is looked at now: broken where it breaks a clause, in its own run or in the
// comparison; no verdict where there is none, or a defect is undecided. A trace of the corpus that
// is expected to break, and does not any more, is no reproach.
options::ExitStatus status(const Comparison& comparison, const report::RunReport& now);

}  // namespace claimcheck::compare
