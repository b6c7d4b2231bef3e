// SPDX-License-Identifier: MIT

#include <gtest/gtest.h>

#include <string>

#include "smt/ledger/ledger.hpp"
#include "smt/mutants/refutation.hpp"
#include "smt/mutants/weakening.hpp"
#include "smt/proofs/proofs.hpp"
#include "smt/validation/explanations.hpp"

namespace claimcheck::smt {
namespace {

// The first obligation of the engine's text that Z3 does not prove; empty where it proves all.
std::string not_proved() {
  ProveOptions options;
  options.with_cvc5 = false;
  for (auto& obligation : engine_obligations()) {
    const auto entry = prove({obligation}, options).front();
    if (entry.z3.status != solve::Status::proved) return obligation.id;
  }
  return "";
}

// The engine compares, and asks whether a member is free or aligned: each of these made true.
// One condition after the other takes a while.
constexpr std::size_t stride = CLAIMCHECK_IS_SANITIZED ? 4 : 1;

TEST(EngineText, IsNotProvedWhereOneOfItsConditionsIsMadeTrue) {
  std::size_t tried = 0;
  for (const auto& weakening : all_weakenings()) {
    if (weakening.site.file != "impl/indexed/group_text.hpp") continue;
    if (tried++ % stride != 0) continue;
    const Weakener weakener(weakening.site, weakening.change);
    EXPECT_NE(not_proved(), "") << weakening.name();
  }
  EXPECT_EQ(not_proved(), "");
  EXPECT_GE(tried, 7u);
}

TEST(EngineText, IsProvedOfStatesThatThereAre) {
  for (const auto& obligation : engine_obligations()) {
    EXPECT_TRUE(can_hold(obligation)) << obligation.id;
    EXPECT_TRUE(can_hold_of_many(obligation, 5)) << obligation.id;
    EXPECT_TRUE(can_be_false(obligation) || !why_trivial(obligation.id).empty()) << obligation.id;
  }
}

}  // namespace
}  // namespace claimcheck::smt
