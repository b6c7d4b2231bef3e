// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>

#include "smt/validation/concrete_claim_run.hpp"
#include "smt/validation/concrete_run.hpp"

// The concrete interpretations of the specifications themselves, on every state of a small scope.

namespace claimcheck::smt {

ConcreteRun run_claim_spec(RunLog& log);
// `reached` gets the ids of the points that were passed with all their hypotheses true.
ConcreteRun run_admission_spec(std::set<std::string>& reached);
// One claim.
ConcreteClaimRun claim_by_spec();

}  // namespace claimcheck::smt
