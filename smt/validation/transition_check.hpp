// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include "smt/symbolic/obligation.hpp"

// Whether the model does what the transitions say, of which I1 to I6 are proved. They are written
// as relations between two states (transition_spec.hpp) and only the claims have code that
// is proved to be them. So each is evaluated on every step that the model takes in small scopes:
// the relation of its operation is true of it, and so are the invariants before and after; and a
// step that changes something is told apart from every other operation.

namespace claimcheck::smt {

struct TransitionCheck {
  std::size_t states = 0;
  std::map<std::string, std::size_t> steps;     // by the transition that they are
  std::map<std::string, std::size_t> theorems;  // evaluated where their premises hold
  std::size_t formulas = 0;                     // evaluated
  std::vector<std::string> differences;         // the first ones

  bool holds() const;  // of at least one step of each transition
};

// `obligations` of the transitions and theorems: their own, or of a mutant.
TransitionCheck compare_transitions(const std::vector<Obligation>& obligations);

}  // namespace claimcheck::smt
