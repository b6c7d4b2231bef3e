// SPDX-License-Identifier: MIT
#include "smt/validation/differential_check.hpp"

#include <gtest/gtest.h>

#include "smt/mutants/specification_mutant.hpp"
#include "smt/proofs/proofs.hpp"

namespace claimcheck::smt {
namespace {

// What is proved is what runs, as far as a small scope shows; and no statement is vacuous, for a
// run that met all of its hypotheses got there.
TEST(DifferentialCheck, IsOfEveryPointOfTheClaimTextInEveryStateOfASmallScope) {
  const auto agreement = compare_readings(claim_obligations(), run_claim_text);
  EXPECT_EQ(agreement.false_statement, "");
  for (const auto& id : agreement.unreached) ADD_FAILURE() << id << " was never run";
  for (const auto& id : agreement.unproved) ADD_FAILURE() << id << " was run, and is not proved";
  for (const auto& difference : agreement.differences) ADD_FAILURE() << difference;
  EXPECT_GT(agreement.runs, 10'000u);
  EXPECT_GT(agreement.points, 50'000u);
  EXPECT_GT(agreement.values, 500'000u);
}

TEST(DifferentialCheck, IsNotOfTheFormulasOfAnotherText) {
  for (const auto& broken : claim_specification_mutants()) {
    EXPECT_FALSE(compare_readings(broken.obligations(), run_claim_text).holds())
        << broken.name << ": " << broken.change;
  }
}

TEST(DifferentialCheck, IsOfEveryPointOfTheAdmissionTextInEveryStateOfASmallScope) {
  const auto agreement = compare_points(admission_obligations(), run_admission_text);
  EXPECT_EQ(agreement.false_statement, "");
  for (const auto& id : agreement.unreached) ADD_FAILURE() << id << " was never run";
  for (const auto& id : agreement.unproved) ADD_FAILURE() << id << " was run, and is not proved";
  EXPECT_GT(agreement.runs, 10'000u);
  EXPECT_GT(agreement.points, 40u);
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
