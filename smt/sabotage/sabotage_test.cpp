// SPDX-License-Identifier: MIT
#include "smt/sabotage/sabotage.hpp"

#include <gtest/gtest.h>

#include "smt/sabotage/refutation.hpp"
#include "smt/solve/cvc5.hpp"

namespace claimcheck::smt {
namespace {

TEST(Sabotage, IsRefutedByBothSolvers) {
  const auto sabotages = all_sabotages();
  ASSERT_GE(sabotages.size(), 30u);
  for (const auto& sabotage : sabotages) {
    const auto refutation = refute(sabotage);
    EXPECT_NE(refutation.by_z3, "") << sabotage.name;
    EXPECT_NE(refutation.counter_model, "") << sabotage.name;
    EXPECT_EQ(refutation.by_cvc5 != "", solve::has_cvc5()) << sabotage.name;
  }
}

TEST(Sabotage, OfTheClaimIsCaughtByThePlainReadingToo) {
  for (const auto& sabotage : claim_sabotages()) {
    EXPECT_TRUE(sabotage.run().false_statement) << sabotage.name;
  }
}

}  // namespace
}  // namespace claimcheck::smt
