// SPDX-License-Identifier: MIT
// Each clause of the contract stands somewhere: in the sources, in the corpus, among the bugs.
#include "properties/report/clause_page.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "properties/installation/installation.hpp"

namespace claimcheck::report {
namespace {

using enum model::Clause;

const std::filesystem::path root = installation::installation().root;

// How a text is read and what is shown of a state are no part of a specification, nor is what only
// an engine does: warn, hold memory, be interrupted, or lose its files. That histories are those of
// some order of whole operations is stated of no specification.
const std::set<model::Clause> unproved = {W0, W1, W2, W3, W4, W5, W7, A3, A4, A5,  R1, R2,
                                          R3, V1, V2, V4, V5, V6, V7, V8, V9, V10, C1};

class EveryClause : public testing::TestWithParam<model::Clause> {
 protected:
  const ClausePage page = clause_page(root, GetParam());
};

TEST_P(EveryClause, HasALineThatDecidesIt) {
  EXPECT_FALSE(page.model.empty() && page.harness.empty());
  EXPECT_FALSE(page.indexed.empty());
}

TEST_P(EveryClause, HasATraceThatIsAboutIt) {
  EXPECT_FALSE(page.breaking_traces.empty() && page.deciding_traces.empty());
}

TEST_P(EveryClause, HasASeededBugThatBreaksIt) {
  EXPECT_FALSE(page.seeded_bugs.empty());
}

TEST_P(EveryClause, HasObligationsWhereASpecificationIsOfIt) {
  EXPECT_EQ(page.obligations.empty(), unproved.contains(GetParam()));
}

std::vector<model::Clause> every_clause() {
  std::vector<model::Clause> all;
  for (const auto& row : model::clauses()) all.push_back(row.clause);
  return all;
}

INSTANTIATE_TEST_SUITE_P(Contract, EveryClause, testing::ValuesIn(every_clause()),
                         [](const auto& clause) { return std::string(name(clause.param)); });

TEST(ClausePage, ShowsWhatAReaderLooksFor) {
  const auto text = text_of(clause_page(root, T3));
  for (const auto* part :
       {"docs/contract.md, T3", "model/rules/claim_spec.hpp:", "impl/indexed/claim_text.hpp:",
        "impl/posted/claim.cpp:", "corpus/T3-124fc996d1b21262.trace",
        "impl/mutants/106-lost-tail.patch", "claim_group.incomplete"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  }
}

TEST(ClausePage, NamesTheFolderThatIsMissing) {
  EXPECT_THROW(clause_page(std::filesystem::path(testing::TempDir()), T3), std::exception);
}

}  // namespace
}  // namespace claimcheck::report
