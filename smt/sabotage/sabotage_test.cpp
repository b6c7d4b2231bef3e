// SPDX-License-Identifier: MIT
#include "smt/sabotage/sabotage.hpp"

#include <gtest/gtest.h>

#include "model/trace_text.hpp"
#include "smt/sabotage/counter_trace.hpp"
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

// From a state that only a proof starts from to one that operations lead to.
TEST(Sabotage, OfTheClaimHasACounterModelThatIsATraceWhereverOperationsLeadToIt) {
  std::size_t reachable = 0, showing = 0;
  for (const auto& sabotage : claim_sabotages()) {
    const auto refutation = refute(sabotage);
    const auto counter = counter_trace(refutation);
    RecordProperty(sabotage.name, refutation.by_z3 + " " + counter.why_none);
    if (!counter.trace) continue;
    ++reachable;
    const bool shows = !how_it_parts(sabotage, *counter.trace).empty();
    EXPECT_TRUE(shows) << sabotage.name << " as refuted in " << refutation.by_z3 << "\n"
                       << model::print(model::document(*counter.trace));
    showing += shows;
  }
  EXPECT_GE(reachable, 10u);
  EXPECT_EQ(showing, reachable);
}

TEST(CounterTrace, SaysWhyNoOperationsLeadToACounterModel) {
  Refutation refutation;
  refutation.by_z3 = "claim_group.complete.step/YN";
  refutation.counter_model =
      "members = 2\n(seq (member 0)) = 1\n(seq (member 1)) = 1\n"
      "(offered_of (member 0)) = 2\n(offered_of (member 1)) = 2\n";
  EXPECT_EQ(counter_trace(refutation).why_none, "an offer with one number twice");
  refutation.by_z3 = "give_back.give-back.step/Y";
  EXPECT_EQ(counter_trace(refutation).why_none, "it is not of a claim");
}

}  // namespace
}  // namespace claimcheck::smt
