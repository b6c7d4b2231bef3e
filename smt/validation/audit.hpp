// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "smt/ledger/ledger.hpp"
#include "smt/mutants/counter_trace.hpp"
#include "smt/mutants/refutation.hpp"
#include "smt/mutants/weakening.hpp"
#include "smt/validation/differential_check.hpp"
#include "smt/validation/rogue_check.hpp"
#include "smt/validation/statement_check.hpp"
#include "smt/validation/transition_check.hpp"

// Attempts to discredit the proofs.

namespace claimcheck::smt {

inline constexpr unsigned audit_seeds = 10;
// Hypotheses have to be possible of so many members: a loop runs, and not once.
inline constexpr int audit_members = 5;

struct AuditOptions {
  unsigned threads = 1;
  // Looks at every `stride`th obligation and mutant, and at one weakening of `weakening_stride`.
  std::size_t stride = 1;
  std::size_t weakening_stride = 1;
  // What is being done, and how much of it is done; from any thread, one at a time.
  std::function<void(const std::string& what, std::size_t done, std::size_t all)> progress;
  std::function<bool()> ends_early;  // asked from any thread
};

// Every so many of a fast audit, which is to end within a minute.
inline constexpr std::size_t fast_stride = 12;
inline constexpr std::size_t fast_weakening_stride = 60;

// Z3's effort on one obligation over the seeds, each with the hypotheses in another order.
struct Spread {
  std::string id;
  std::uint64_t min_rlimit = 0;
  std::uint64_t max_rlimit = 0;
  unsigned not_proved = 0;  // seeds
};

struct SpecificationMutantResult {
  std::string name;
  std::string description;
  Refutation refutation;
  std::string false_statement;  // when it is run
  bool is_run = false;
  // Of a mutant of the claim: its counter-model as operations, and what is wrong at the last of
  // them.
  CounterTrace counter;
  std::string parts_in;
};

struct Audit {
  std::vector<Entry> entries;         // proved afresh
  std::vector<std::string> vacuous;   // ids whose hypotheses no solver found to be possible
  std::vector<std::string> of_few;    // possible, but of fewer than audit_members alone
  std::vector<std::string> of_small;  // which keep a number of the contract below what it may be
  std::vector<std::string> trivial;   // whose goal is true whatever is assumed, unexplained
  DifferentialCheck claim;            // of the two interpretations of the claim
  DifferentialCheck admission;        // of those of admission, as to the points that they pass
  TransitionCheck world;              // of the model with the transitions
  StatementCheck statements;          // of the theorems with the model's
  RogueCheck rogues;                  // steps that no engine may take
  std::vector<Spread> spreads;
  std::vector<SpecificationMutantResult> specification_mutants;
  std::vector<WeakeningResult> weakenings;
  bool is_finished = true;  // else it was ended early, and what is missing says nothing

  bool has_verdict() const;  // by both solvers, of everything
  bool holds() const;
};

Audit audit(const AuditOptions& options);

}  // namespace claimcheck::smt
