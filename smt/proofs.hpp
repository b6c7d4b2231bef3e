// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "smt/obligation.hpp"

// All that is to be proved, group by group.

namespace claimcheck::smt {

std::vector<Obligation> claim_obligations();       // b, c, e
std::vector<Obligation> lemma_obligations();       // a, and what b and d rest on
std::vector<Obligation> transition_obligations();  // d
std::vector<Obligation> lock_obligations();        // g

}  // namespace claimcheck::smt
