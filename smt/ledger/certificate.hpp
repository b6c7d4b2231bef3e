// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "smt/solvers/answer.hpp"
#include "smt/symbolic/obligation.hpp"

// A proof that a person can read: which hypotheses were used at which values. Z3 is asked only for
// that list. The normal form, the new constants and the substitution are ours, and what is left
// has no quantifiers, so both solvers decide it anew without any choice to make.

namespace claimcheck::smt {

struct Use {
  std::string hypothesis;                                   // its name, or negated_goal
  std::vector<std::pair<std::string, std::string>> values;  // of its variables
};

struct Certificate {
  std::vector<Use> uses;
  std::string ground;  // SMT-LIB 2 without quantifiers
  solve::Answer z3;
  solve::Answer cvc5;
};

// Nothing where Z3 finds no proof that can be told as instances, or where what is left of it is
// not a contradiction.
std::optional<Certificate> certify(const Obligation& obligation, bool with_cvc5);

}  // namespace claimcheck::smt
