// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "smt/obligation.hpp"

// All that is to be proved, group by group. The letters are those of the ledger's theorems.

namespace claimcheck::smt {

std::vector<Obligation> lemma_obligations();       // a, and what b and d rest on
std::vector<Obligation> claim_obligations();       // b, c, e, f
std::vector<Obligation> transition_obligations();  // d
std::vector<Obligation> lock_obligations();        // g

// In this order. Their ids differ.
std::vector<Obligation> all_obligations();

// What the theorem of this letter says, in a line.
const char* theorem_sentence(char letter);

}  // namespace claimcheck::smt
