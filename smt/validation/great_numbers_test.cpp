// SPDX-License-Identifier: MIT
#include "smt/validation/great_numbers.hpp"

#include <gtest/gtest.h>

#include "smt/proofs/proofs.hpp"

namespace claimcheck::smt {
namespace {

const Term members = Term::symbol("members", int_sort);
const std::string extent_sort = "Extent";

Term member(const Term& place) {
  return Term::symbol("member", extent_sort, {place});
}
Term seq(const Term& extent) {
  return Term::symbol("seq", int_sort, {extent});
}

std::string kept_below(const std::vector<Term>& facts) {
  Obligation obligation;
  for (const Term& fact : facts) {
    obligation.hypotheses.push_back({Given::premise, "h0_fact", fact, "for a test"});
  }
  return number_kept_below(obligation, audit_great_number);
}

TEST(GreatNumbers, AreToldWhereAHypothesisKeepsThemBelow) {
  EXPECT_EQ(kept_below({less(members, Term::number("100"))}), "members");
  EXPECT_EQ(kept_below({less(Term::number("100"), members)}), "");
  EXPECT_EQ(kept_below({less(members, Term::number("65536"))}), "") << "so many there may be";
}

TEST(GreatNumbers, MayBeMissingWhereThereIsNoMemberOrOne) {
  EXPECT_EQ(kept_below({equal(members, Term::number("1"))}), "");
  EXPECT_EQ(kept_below({equal(members, Term::number("2"))}), "members");
}

TEST(GreatNumbers, AreLookedForInTheMembersToo) {
  const Bound bound{"i1", int_sort};
  const Term place = Term::variable(bound);
  const auto members_are_below = [&](const char* limit) {
    const Term fact = less(seq(member(place)), Term::number(limit));
    const Term is_place = both(negate(less(place, Term::number("0"))), less(place, members));
    return kept_below({Term::forall({bound}, implies(is_place, fact))});
  };
  EXPECT_EQ(members_are_below("256"), "seq");
  EXPECT_EQ(members_are_below("65536"), "");
}

TEST(GreatNumbers, MayBeMissingOnAWayThatIsTakenForSmallOnes) {
  Obligation obligation;
  const Term fact = less(members, Term::number("100"));
  obligation.hypotheses.push_back({Given::branch, "h0_branch", fact, "for a test"});
  EXPECT_EQ(number_kept_below(obligation, audit_great_number), "");
  obligation.hypotheses.push_back({Given::invariant, "h1_loop", fact, "for a test"});
  EXPECT_EQ(number_kept_below(obligation, audit_great_number), "members");
}

TEST(GreatNumbers, AreAllowedByTheHypothesesOfEveryTheorem) {
  const auto all = theorem_obligations();
  constexpr std::size_t stride = CLAIMCHECK_IS_SANITIZED ? 11 : 1;
  for (std::size_t i = 0; i < all.size(); i += stride) {
    EXPECT_EQ(number_kept_below(all[i], audit_great_number), "") << all[i].id;
  }
}

}  // namespace
}  // namespace claimcheck::smt
