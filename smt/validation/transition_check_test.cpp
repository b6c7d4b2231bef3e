// SPDX-License-Identifier: MIT
#include "smt/validation/transition_check.hpp"

#include <gtest/gtest.h>

#include "smt/mutants/specification_mutant.hpp"
#include "smt/proofs/proofs.hpp"

namespace claimcheck::smt {
namespace {

TEST(TransitionCheck, IsOfEachStepOfTheModelInSmallScopes) {
  const auto agreement = compare_transitions(transition_obligations());
  for (const auto& difference : agreement.differences) ADD_FAILURE() << difference;
  for (const auto& [transition, edges] : agreement.edges) {
    EXPECT_GT(edges, 10u) << transition;
    RecordProperty(transition, static_cast<int>(edges));
  }
  EXPECT_EQ(agreement.edges.size(), 8u);
  EXPECT_TRUE(agreement.holds());
  EXPECT_GT(agreement.states, 300u);
  RecordProperty("states", static_cast<int>(agreement.states));
}

}  // namespace
}  // namespace claimcheck::smt
