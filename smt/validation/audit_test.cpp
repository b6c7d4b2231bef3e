// SPDX-License-Identifier: MIT
#include "smt/validation/audit.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace claimcheck::smt {
namespace {

// Whether an audit that holds does so still once this is found.
bool holds_with(const std::function<void(Audit&)>& find) {
  Audit audit;
  audit.rogues.steps = 1;
  EXPECT_TRUE(audit.holds());
  find(audit);
  return audit.holds();
}

TEST(Audit, DoesNotHoldOnceAnyCheckOfTheHypothesesFindsSomething) {
  for (auto Audit::*list : {&Audit::vacuous, &Audit::of_few, &Audit::of_small, &Audit::trivial}) {
    EXPECT_FALSE(holds_with([&](Audit& audit) { (audit.*list).push_back("claim"); }));
  }
}

TEST(Audit, DoesNotHoldOnceAComparisonDiffers) {
  EXPECT_FALSE(holds_with([](Audit& audit) { audit.claim.differences = {"a"}; }));
  EXPECT_FALSE(holds_with([](Audit& audit) { audit.admission.differences = {"a"}; }));
  EXPECT_FALSE(holds_with([](Audit& audit) { audit.world.differences = {"a"}; }));
  EXPECT_FALSE(holds_with([](Audit& audit) { audit.statements.differences = {"a"}; }));
  EXPECT_FALSE(holds_with([](Audit& audit) { audit.rogues.passed = {"a"}; }));
}

TEST(Audit, DoesNotHoldOnceASolverSaysSomethingElse) {
  EXPECT_FALSE(holds_with([](Audit& audit) { audit.entries.emplace_back(); }));
  EXPECT_FALSE(holds_with([](Audit& audit) { audit.spreads = {{"claim", 1, 2, 1}}; }));
  EXPECT_FALSE(holds_with([](Audit& audit) { audit.specification_mutants.emplace_back(); }));
  EXPECT_FALSE(holds_with([](Audit& audit) { audit.weakenings.emplace_back(); }));
  EXPECT_FALSE(holds_with([](Audit& audit) { audit.is_finished = false; }));
}

}  // namespace
}  // namespace claimcheck::smt
