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

void expect_caught_when_run(const std::vector<Sabotage>& sabotages) {
  RunLog log;
  for (const auto& sabotage : sabotages) {
    EXPECT_TRUE(sabotage.run(log).false_statement) << sabotage.name;
  }
}

TEST(Sabotage, OfTheClaimIsCaughtByThePlainReadingToo) {
  expect_caught_when_run(claim_sabotages());
}

TEST(Sabotage, OfAdmissionIsCaughtByThePlainReadingToo) {
  ASSERT_GE(admission_sabotages().size(), 6u);
  expect_caught_when_run(admission_sabotages());
}

}  // namespace
}  // namespace claimcheck::smt
