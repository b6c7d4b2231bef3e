// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "smt/symbolic/obligation.hpp"

namespace claimcheck::smt {

// "claim_group" of "claim_group.carve.step/YNNN".
std::string specification_of(const std::string& id);

// What a hypothesis is called wherever it is one: without its number and the number of its part.
std::string common_name(const Hypothesis& hypothesis);

// The part of the ledger that says how many obligations each specification has, and which
// statements: what it requires and is given, the invariants of its loops and what they leave as it
// is, what it promises, and the theorems. A statement that is made weaker is another line here.
std::string statements_page(const std::vector<Obligation>& obligations);

}  // namespace claimcheck::smt
