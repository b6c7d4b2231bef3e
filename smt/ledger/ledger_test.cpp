// SPDX-License-Identifier: MIT
#include "smt/ledger/ledger.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "model/clause.hpp"
#include "smt/proofs/proofs.hpp"
#include "smt/solvers/cvc5.hpp"

namespace claimcheck::smt {
namespace {

TEST(Ledger, CallsNoTwoObligationsTheSame) {
  std::set<std::string> ids;
  for (const auto& obligation : all_obligations()) {
    EXPECT_TRUE(ids.insert(obligation.id).second) << obligation.id;
  }
}

TEST(Ledger, ServesEveryTheorem) {
  std::set<std::string> theorems;
  for (const auto& obligation : all_obligations()) theorems.insert(obligation.theorem);
  EXPECT_EQ(theorems, (std::set<std::string>{"a", "b", "c", "d", "e", "f", "g", "h"}));
}

TEST(Ledger, SpeaksOfClausesOfTheContractOnly) {
  std::set<std::string> contract;
  for (std::size_t i = 0; i < model::clause_count; ++i) {
    contract.insert(std::string(model::name(static_cast<model::Clause>(i))));
  }
  const auto theorems = theorems_of_clauses(all_obligations());
  for (const auto& [clause, letters] : theorems) {
    EXPECT_TRUE(contract.contains(clause)) << clause;
  }
  EXPECT_EQ(theorems.at("A1").count('e'), 1u);
  EXPECT_EQ(theorems.at("C3").count('g'), 1u);
}

// The solvers allocate a lot, and a sanitizer watches each allocation.
constexpr std::size_t obligation_stride = CLAIMCHECK_IS_SANITIZED ? 16 : 1;

std::vector<Obligation> to_prove() {
  auto all = all_obligations();
  EXPECT_GT(all.size(), 500u);
  std::vector<Obligation> some;
  for (std::size_t i = 0; i < all.size(); i += obligation_stride) some.push_back(std::move(all[i]));
  return some;
}

// One test, since deciding them all takes a while: by both solvers where cvc5 is installed.
TEST(Ledger, HasEveryObligationProvedAndIsThePageThatIsCommitted) {
  const auto entries = prove(to_prove(), {});
  for (const auto& entry : entries) {
    EXPECT_TRUE(entry.proved()) << entry.obligation.id << ": Z3 "
                                << solve::to_string(entry.z3.status) << ", cvc5 "
                                << solve::to_string(entry.cvc5.status);
    EXPECT_EQ(entry.cvc5.status == solve::Status::not_run, !solve::has_cvc5())
        << entry.obligation.id;
  }
  if (obligation_stride > 1) return;  // the page has all of them
  std::ifstream file(CLAIMCHECK_LEDGER);
  std::stringstream page;
  page << file.rdbuf();
  EXPECT_TRUE(page.str() == to_page(entries))
      << "what is proved or assumed has changed: look at it, and write the page anew with\n"
      << "  ./claimcheck prove --page > smt/LEDGER.md";
}

}  // namespace
}  // namespace claimcheck::smt
