// SPDX-License-Identifier: MIT

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "smt/engine/values.hpp"
#include "smt/ledger/ledger.hpp"
#include "smt/mutants/refutation.hpp"
#include "smt/mutants/weakening.hpp"
#include "smt/proofs/proofs.hpp"
#include "smt/validation/explanations.hpp"

namespace claimcheck::smt {
namespace {

using Part = std::vector<Obligation> (*)();

// The first obligation of the engine's text that Z3 does not prove; empty where it proves all.
std::string not_proved(Part part) {
  ProveOptions options;
  options.with_cvc5 = false;
  for (auto& obligation : part()) {
    const auto entry = prove({obligation}, options).front();
    if (entry.z3.status != solve::Status::proved) return obligation.id;
  }
  return "";
}

// The engine compares, and asks whether a member is free or aligned: each of these made true.
// One condition after the other takes a while.
constexpr std::size_t stride = CLAIMCHECK_IS_SANITIZED ? 4 : 1;

void expect_weakenings_noticed(Part part, const std::string& file, std::size_t at_least) {
  std::size_t tried = 0;
  for (const auto& weakening : all_weakenings()) {
    if (weakening.site.file != file) continue;
    if (tried++ % stride != 0) continue;
    const Weakener weakener(weakening.site, weakening.change);
    EXPECT_EQ(not_proved(part).empty(), !why_unnoticed(weakening.name()).empty())
        << weakening.name();
  }
  EXPECT_EQ(not_proved(part), "");
  EXPECT_GE(tried, at_least);
}

TEST(EngineText, OfAGroupIsNotProvedWhereOneOfItsConditionsIsMadeTrue) {
  expect_weakenings_noticed(engine_obligations, "impl/indexed/group_text.hpp", 7);
}

TEST(EngineText, OfAClaimIsNotProvedWhereOneOfItsConditionsIsMadeTrue) {
  expect_weakenings_noticed(holding_obligations, "impl/indexed/claim_text.hpp", 8);
}

TEST(EngineText, OfTheIndexIsNotProvedWhereOneOfItsConditionsIsMadeTrue) {
  expect_weakenings_noticed(index_obligations, "impl/indexed/index_text.hpp", 8);
}

TEST(EngineText, OfASpreadNumberIsNotProvedWhereItsConditionIsMadeTrue) {
  expect_weakenings_noticed(spread_obligations, "impl/support/spread_text.hpp", 1);
}

void expect_states(Part part) {
  for (const auto& obligation : part()) {
    EXPECT_TRUE(can_hold(obligation)) << obligation.id;
    EXPECT_TRUE(can_hold_of_many(obligation, 5)) << obligation.id;
    EXPECT_TRUE(can_be_false(obligation) || !why_trivial(obligation.id).empty()) << obligation.id;
  }
}

TEST(EngineText, IsProvedOfStatesThatThereAre) {
  for (const Part part : {engine_obligations, index_obligations, spread_obligations}) {
    expect_states(part);
  }
}

TEST(EngineText, OfAClaimIsProvedOfStatesThatThereAre) {
  expect_states(holding_obligations);
}

TEST(EngineText, MultipliesByAsManyAsItSays) {
  Walk walk({"text", "h", "", {}, {}});
  walk.explore([&] {
    const engine::Unsigned<64> a(Term::symbol("a", int_sort), &walk);
    EXPECT_EQ((3 * a).term, plus(plus(a.term, a.term), a.term));
    EXPECT_THROW(1 * a, std::logic_error);
    EXPECT_THROW(0 * a, std::logic_error);
  });
  EXPECT_EQ(walk.take_obligations().size(), 1u);
}

}  // namespace
}  // namespace claimcheck::smt
