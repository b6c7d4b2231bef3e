// SPDX-License-Identifier: MIT
#include "smt/validation/transition_check.hpp"

#include <gtest/gtest.h>

#include "smt/mutants/specification_mutant.hpp"
#include "smt/proofs/proofs.hpp"

namespace claimcheck::smt {
namespace {

TEST(TransitionCheck, IsOfEachStepOfTheModelInSmallScopes) {
  const auto check = compare_transitions(world_obligations());
  for (const auto& difference : check.differences) ADD_FAILURE() << difference;
  for (const auto& [transition, steps] : check.steps) {
    EXPECT_GT(steps, 10u) << transition;
    RecordProperty(transition, static_cast<int>(steps));
  }
  EXPECT_EQ(check.steps.size(), 9u);
  for (const auto& [theorem, states] : check.theorems) EXPECT_GT(states, 10u) << theorem;
  for (const char* clause : {"I1", "I2", "I3", "I4", "I5"}) {
    EXPECT_TRUE(check.theorems.contains(std::string("theorem.") + clause)) << clause;
  }
  EXPECT_TRUE(check.holds());
  EXPECT_GT(check.states, 300u);
  RecordProperty("states", static_cast<int>(check.states));
}

}  // namespace
}  // namespace claimcheck::smt
