// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "smt/symbolic/obligation.hpp"

// All that is to be proved, group by group. The letters are those of the ledger's theorems.

namespace claimcheck::smt {

std::vector<Obligation> lemma_obligations();       // a, and what b and d rest on
std::vector<Obligation> claim_obligations();       // b, c, e, f
std::vector<Obligation> admission_obligations();   // a, b, c, e, f
std::vector<Obligation> transition_obligations();  // d
std::vector<Obligation> theorem_obligations();     // d
std::vector<Obligation> call_obligations();        // b, f
std::vector<Obligation> world_obligations();       // d, those two
std::vector<Obligation> lock_obligations();        // g
std::vector<Obligation> engine_obligations();      // h
std::vector<Obligation> holding_obligations();     // h
std::vector<Obligation> index_obligations();       // h
std::vector<Obligation> spread_obligations();      // h

// In this order. Their ids differ.
std::vector<Obligation> all_obligations();

// Which theorems speak of which clause of the contract, by the clause's name ("T5"). A clause that
// is not there is not proved anything of.
std::map<std::string, std::set<char>> theorems_of_clauses(
    const std::vector<Obligation>& obligations);

// What the theorem of this letter says, in a line.
const char* theorem_sentence(char letter);

}  // namespace claimcheck::smt
