// SPDX-License-Identifier: MIT
#pragma once

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
  // The plain reading of a broken claim text on every state of a small scope; else null.
  PlainRun (*run)(RunLog&) = nullptr;
  PlainClaim claim = nullptr;  // the same
};

// One word of the claim text.
std::vector<Sabotage> claim_sabotages();
// The lemmas, the transitions and the locks.
std::vector<Sabotage> lemma_sabotages();
std::vector<Sabotage> transition_sabotages();
std::vector<Sabotage> lock_sabotages();

std::vector<Sabotage> all_sabotages();

// The claim text itself, for comparison.
PlainRun run_claim_text(RunLog& log);
PlainClaim claim_by_text();

}  // namespace claimcheck::smt
