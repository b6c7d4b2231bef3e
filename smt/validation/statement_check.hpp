// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include "smt/symbolic/obligation.hpp"

// Whether the theorems of the logic say what the model's do (model/theorems.hpp). Of states that
// operations lead to both are true, however weak they are. So each such state is spoiled, one fact
// at a time, and of what comes of it both have to say the same: a theorem that says less than the
// contract is true where the model's is false.

namespace claimcheck::smt {

struct StatementCheck {
  std::map<std::string, std::size_t> rejected;  // states, by theorem ("I1")
  std::size_t states = 0;                       // spoiled ones
  std::vector<std::string> differences;         // the first ones

  bool holds() const;  // each theorem rejects something
};

// `theorems`: the obligations of that name.
StatementCheck compare_statements(const std::vector<Obligation>& theorems);

}  // namespace claimcheck::smt
