// SPDX-License-Identifier: MIT
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "smt/symbolic/obligation.hpp"
#include "smt/validation/concrete_claim_run.hpp"
#include "smt/validation/concrete_run.hpp"

// Specifications with one bug each: copies that are made at build time, by the patches of this
// folder. Proofs that could not fail would prove nothing, so each of these has to be refuted.

namespace claimcheck::smt {

// What its patch says.
struct MutantHeader {
  std::string name;         // that of the patch, without its number
  std::string kind;         // which specification it is of: "claim"
  std::string description;  // one sentence
  std::string breaks;       // clauses
};

struct SpecificationMutant : MutantHeader {
  std::vector<Obligation> (*obligations)();
  // The concrete interpretation, on every state of a small scope; null where there is none.
  ConcreteRun (*run)(RunLog&) = nullptr;
  ConcreteClaimRun claim = nullptr;  // of the claim
};

class NoMutants : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// In the order of their patches. Loaded where they are asked for first: a plain run has no use for
// them. Throws NoMutants where they were not built (target claimcheck_specification_mutants).
const std::vector<SpecificationMutant>& all_specification_mutants();
std::vector<SpecificationMutant> specification_mutants_of(const std::string& kind);

}  // namespace claimcheck::smt
