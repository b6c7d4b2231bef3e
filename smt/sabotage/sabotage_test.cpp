// SPDX-License-Identifier: MIT
#include "smt/sabotage/sabotage.hpp"

#include <gtest/gtest.h>

#include "smt/sabotage/refutation.hpp"
#include "smt/solve/cvc5.hpp"

namespace claimcheck::smt {
namespace {

// In shares, so that each is done soon where memory is checked too.
constexpr std::size_t shares = 4;
class Sabotages : public testing::TestWithParam<std::size_t> {};

TEST_P(Sabotages, AreRefutedByBothSolvers) {
  const auto sabotages = all_sabotages();
  ASSERT_GE(sabotages.size(), 30u);
  for (std::size_t i = GetParam(); i < sabotages.size(); i += shares) {
    const auto& sabotage = sabotages[i];
    const auto refutation = refute(sabotage);
    EXPECT_NE(refutation.by_z3, "") << sabotage.name;
    EXPECT_NE(refutation.counter_model, "") << sabotage.name;
    EXPECT_EQ(refutation.by_cvc5 != "", solve::has_cvc5()) << sabotage.name;
  }
}
INSTANTIATE_TEST_SUITE_P(Share, Sabotages, testing::Range(std::size_t{0}, shares));

TEST(Sabotage, OfTheClaimIsCaughtByThePlainReadingToo) {
  RunLog log;
  for (const auto& sabotage : claim_sabotages()) {
    EXPECT_TRUE(sabotage.run(log).false_statement) << sabotage.name;
  }
}

}  // namespace
}  // namespace claimcheck::smt
