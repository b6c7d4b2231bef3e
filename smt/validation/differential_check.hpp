// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "smt/symbolic/obligation.hpp"
#include "smt/validation/concrete_run.hpp"

// Whether the two interpretations of the claim agree: what is proved speaks of formulas, what runs
// computes values. Where a run passes a point that is proved, the formulas that the walk had there
// are evaluated on the run's values. Each hypothesis has to be true (so the proof speaks of this
// run, and takes the branches that it takes), the goal too, and each part of the state has to come
// to what the run has there.

namespace claimcheck::smt {

struct DifferentialCheck {
  std::size_t runs = 0;
  std::size_t points = 0;           // passed by runs, each as often as it was
  std::size_t values = 0;           // of the state, compared
  std::string false_statement;      // of the concrete interpretation; empty where there was none
  std::set<std::string> unreached;  // proved, and no run came there: perhaps vacuous
  std::set<std::string> unproved;   // run, and not proved
  std::vector<std::string> differences;  // the first ones

  bool holds() const {
    return false_statement.empty() && unreached.empty() && unproved.empty() && differences.empty();
  }
};

// `obligations` of a claim, and its `run` on every state of a small scope.
DifferentialCheck compare_interpretations(const std::vector<Obligation>& obligations,
                                          const std::function<ConcreteRun(RunLog&)>& run);

// Only which points the two interpretations pass: `run` says what it reached.
DifferentialCheck compare_points(const std::vector<Obligation>& obligations,
                                 const std::function<ConcreteRun(std::set<std::string>&)>& run);

}  // namespace claimcheck::smt
