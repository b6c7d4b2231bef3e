// SPDX-License-Identifier: MIT
#include "smt/validation/differential_check.hpp"

#include <gtest/gtest.h>

#include "smt/mutants/specification_mutant.hpp"
#include "smt/proofs/proofs.hpp"
#include "smt/validation/specification_run.hpp"

namespace claimcheck::smt {
namespace {

// What is proved is what runs, as far as a small scope shows; and no statement is vacuous, for a
// run that met all of its hypotheses got there.
TEST(DifferentialCheck, IsOfEveryPointOfTheClaimInEveryStateOfASmallScope) {
  const auto check = compare_interpretations(claim_obligations(), run_claim_spec);
  EXPECT_EQ(check.false_statement, "");
  for (const auto& id : check.unreached) ADD_FAILURE() << id << " was never run";
  for (const auto& id : check.unproved) ADD_FAILURE() << id << " was run, and is not proved";
  for (const auto& difference : check.differences) ADD_FAILURE() << difference;
  EXPECT_GT(check.runs, 10'000u);
  EXPECT_GT(check.points, 50'000u);
  EXPECT_GT(check.values, 500'000u);
}

TEST(DifferentialCheck, FailsWithTheFormulasOfAnotherSpecification) {
  for (const auto& mutant : specification_mutants_of("claim")) {
    auto check = compare_interpretations(mutant.obligations(), run_claim_spec);
    // A mutant is walked only where it differs.
    std::erase_if(check.unproved, [](const auto& id) { return !id.starts_with("claim_group."); });
    EXPECT_FALSE(check.holds()) << mutant.name << ": " << mutant.description;
  }
}

TEST(DifferentialCheck, IsOfEveryPointOfAdmissionInEveryStateOfASmallScope) {
  const auto check = compare_points(admission_obligations(), run_admission_spec);
  EXPECT_EQ(check.false_statement, "");
  for (const auto& id : check.unreached) ADD_FAILURE() << id << " was never run";
  for (const auto& id : check.unproved) ADD_FAILURE() << id << " was run, and is not proved";
  EXPECT_GT(check.runs, 10'000u);
  EXPECT_GT(check.points, 40u);
}

// A loop within a loop starts anew in each iteration of the other, and is named so.
TEST(PathKey, TakesTheHeadOfAnInnerLoopForNewOnceTheOuterOneComesBack) {
  PathKey key;
  key.at_loop("outer");
  key.at_loop("inner");
  EXPECT_TRUE(key.has_met("inner"));
  key.at_loop("outer");
  EXPECT_TRUE(key.has_met("outer"));
  EXPECT_FALSE(key.has_met("inner"));
}

}  // namespace
}  // namespace claimcheck::smt
