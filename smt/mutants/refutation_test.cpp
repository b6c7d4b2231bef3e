// SPDX-License-Identifier: MIT
#include "smt/mutants/refutation.hpp"

#include <gtest/gtest.h>

#include "smt/proofs/proofs.hpp"
#include "smt/validation/explanations.hpp"

namespace claimcheck::smt {
namespace {

const Term members = Term::symbol("members", int_sort);

Obligation assuming(const Term& fact) {
  Obligation obligation;
  obligation.hypotheses.push_back({Given::premise, "h0_fact", fact, "for a test"});
  return obligation;
}

TEST(Vacuity, IsOfHypothesesThatContradictEachOther) {
  EXPECT_TRUE(can_hold(assuming(less(members, Term::number("3")))));
  EXPECT_FALSE(can_hold(assuming(less(members, members))));
}

TEST(Vacuity, IsOfHypothesesThatFewMembersAloneMeet) {
  EXPECT_FALSE(can_hold_of_many(assuming(less(members, Term::number("3"))), 5));
  EXPECT_TRUE(can_hold_of_many(assuming(less(Term::number("3"), members)), 5));
  EXPECT_TRUE(can_hold_of_many(assuming(equal(members, Term::number("1"))), 5)) << "it says so";
}

TEST(Vacuity, IsOfAGoalThatIsTrueWhateverIsAssumed) {
  Obligation obligation;
  obligation.goal = either(less(members, Term::number("3")), less(Term::number("2"), members));
  EXPECT_FALSE(can_be_false(obligation));
  obligation.goal = less(members, Term::number("3"));
  EXPECT_TRUE(can_be_false(obligation));
}

TEST(Vacuity, IsExplainedOfObligationsThatThereAreAlone) {
  std::size_t explained = 0;
  for (const auto& obligation : all_obligations()) {
    if (why_trivial(obligation.id).empty()) continue;
    ++explained;
    EXPECT_FALSE(can_be_false(obligation) && !obligation.id.starts_with("locks.")) << obligation.id;
  }
  EXPECT_GE(explained, 11u);
}

}  // namespace
}  // namespace claimcheck::smt
