// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>
#include <vector>

#include "smt/obligation.hpp"
#include "smt/plain_claim.hpp"
#include "smt/plain_run.hpp"

// Texts that were broken on purpose: copies made at build time, each with one change. Proofs that
// could not fail would prove nothing, so each of these has to be refuted.

namespace claimcheck::smt {

struct Sabotage {
  std::string name;
  std::string change;  // "this -> that"
  std::vector<Obligation> (*obligations)();
  // The plain reading of a broken text of the model on every state of a small scope; else null.
  PlainRun (*run)(RunLog&) = nullptr;
  PlainClaim claim = nullptr;  // of a broken claim text
};

// One word of the claim text.
std::vector<Sabotage> claim_sabotages();
// One word of the admission text.
std::vector<Sabotage> admission_sabotages();
// The lemmas, the transitions and the locks.
std::vector<Sabotage> lemma_sabotages();
std::vector<Sabotage> transition_sabotages();
std::vector<Sabotage> lock_sabotages();

std::vector<Sabotage> all_sabotages();

// The texts of the model themselves, for comparison.
PlainRun run_claim_text(RunLog& log);
PlainRun run_admission_text(std::set<std::string>& reached);
PlainClaim claim_by_text();

}  // namespace claimcheck::smt
