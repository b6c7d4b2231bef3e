// SPDX-License-Identifier: MIT
#include "smt/engine/group_spec.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "smt/mutants/refutation.hpp"
#include "smt/mutants/weakening.hpp"
#include "smt/proofs/proofs.hpp"
#include "smt/solvers/z3.hpp"

namespace claimcheck::smt {
namespace {

// The first obligation of the engine's text that is not proved; empty where all are.
std::string not_proved() {
  for (const auto& obligation : engine_obligations()) {
    solve::Z3Options options;
    options.budget_rlimit = 200'000;
    if (solve::ask_z3(to_smtlib(obligation), options).status != solve::Status::proved) {
      return obligation.id;
    }
  }
  return "";
}

TEST(EngineText, IsProved) {
  EXPECT_EQ(not_proved(), "");
}

// The engine compares, and asks whether a member is free or aligned: each of these made true.
TEST(EngineText, IsNotProvedWhereOneOfItsConditionsIsMadeTrue) {
  std::size_t tried = 0;
  for (const auto& weakening : all_weakenings()) {
    if (weakening.site.file != "impl/indexed/group_text.hpp") continue;
    ++tried;
    const Weakener weakener(weakening.site, weakening.change);
    EXPECT_NE(not_proved(), "") << weakening.name();
  }
  EXPECT_GE(tried, 7u);
}

TEST(EngineText, IsProvedOfStatesThatThereAre) {
  for (const auto& obligation : engine_obligations()) {
    EXPECT_TRUE(can_hold(obligation)) << obligation.id;
    EXPECT_TRUE(can_be_false(obligation)) << obligation.id;
  }
}

}  // namespace
}  // namespace claimcheck::smt
