// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

// What is proved, as the page of the ledger says. A test of smt/ holds the page to what the solvers
// prove; reading it here keeps the solvers out of whatever only names a proof.

namespace claimcheck::report {

struct ProvedObligation {
  std::string id;
  std::string sentence;
  std::string clauses;  // "T2 M2"
  std::string theorem;  // the letter of its section: "a"
};

// In the order of the page. Throws store::StoreError where the page cannot be read, or proves
// nothing.
std::vector<ProvedObligation> proved_obligations(const std::filesystem::path& page);

}  // namespace claimcheck::report
