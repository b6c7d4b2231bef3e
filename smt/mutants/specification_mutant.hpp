// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>
#include <vector>

#include "smt/symbolic/obligation.hpp"
#include "smt/validation/concrete_claim_run.hpp"
#include "smt/validation/concrete_run.hpp"

// Texts that were broken on purpose: copies made at build time, each with one change. Proofs that
// could not fail would prove nothing, so each of these has to be refuted.

namespace claimcheck::smt {

struct SpecificationMutant {
  std::string name;
  std::string change;  // "this -> that"
  std::vector<Obligation> (*obligations)();
  // The plain reading of a broken text of the model on every state of a small scope; else null.
  ConcreteRun (*run)(RunLog&) = nullptr;
  ConcreteClaimRun claim = nullptr;  // of a broken claim text
};

// One word of the claim text.
std::vector<SpecificationMutant> claim_specification_mutants();
// One word of the admission text.
std::vector<SpecificationMutant> admission_specification_mutants();
// The lemmas, the transitions and the locks.
std::vector<SpecificationMutant> lemma_specification_mutants();
std::vector<SpecificationMutant> transition_specification_mutants();
std::vector<SpecificationMutant> lock_specification_mutants();

std::vector<SpecificationMutant> all_specification_mutants();

// The texts of the model themselves, for comparison.
ConcreteRun run_claim_text(RunLog& log);
ConcreteRun run_admission_text(std::set<std::string>& reached);
ConcreteClaimRun claim_by_text();

}  // namespace claimcheck::smt
