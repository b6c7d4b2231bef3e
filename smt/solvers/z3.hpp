// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "smt/solvers/answer.hpp"
#include "smt/term/term.hpp"

// Z3, linked. Every call has a context of its own: what a solver answers depends on what it was
// asked before.

namespace claimcheck::smt::solve {

// In Z3's own unit, so that a verdict does not depend on the machine's load. What is provable
// here takes a few ten thousand.
inline constexpr unsigned default_budget_rlimit = 3'000'000;

struct Z3Options {
  unsigned budget_rlimit = default_budget_rlimit;
  unsigned seed = 0;
  bool seeks_models = true;  // off: only contradictions are found, and sooner given up on
  bool matches_all = false;  // of find_instances: all terms, whatever is relevant; and no models
  std::vector<Term> values;  // to tell where refuted
};

Answer ask_z3(const std::string& smtlib, const Z3Options& options = {});

// Z3's version, and its full text where it is told.
std::string z3_version();

// Which of the guards are needed for a contradiction; nothing where none is found. In the text
// each guard is a constant of sort Bool that implies what it guards.
std::optional<std::set<std::string>> find_core(const std::string& guarded,
                                               const std::vector<std::string>& guards,
                                               const Z3Options& options = {});

// One use of a quantified assertion.
struct Instance {
  std::string quantifier;    // its :qid
  std::vector<Term> values;  // of its bound variables, in their order
};

// Which instances a proof of unsatisfiability uses; nothing where there is no such proof, or it
// speaks of what cannot be told in terms of the problem. The sorts are those of the symbols.
std::optional<std::vector<Instance>> find_instances(const std::string& smtlib,
                                                    const Z3Options& options = {});

}  // namespace claimcheck::smt::solve
