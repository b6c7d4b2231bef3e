// SPDX-License-Identifier: MIT
#include "smt/ledger/statements_page.hpp"

#include <gtest/gtest.h>

#include "smt/ledger/term_text.hpp"
#include "smt/mutants/weakening.hpp"
#include "smt/proofs/proofs.hpp"

namespace claimcheck::smt {
namespace {

const Bound e{"e1", "Extent"};

Term used() {
  return Term::symbol("used", int_sort, {Term::variable(e)});
}

TEST(TermText, ReadsAsAPersonWouldWriteIt) {
  const Term zero = Term::number("0");
  const Term n = Term::symbol("n", int_sort);
  EXPECT_EQ(to_text(for_all({e}, implies(less(zero, n), negate(equal(used(), zero))))),
            "for all e1: Extent: 0 < n gives used(e1) != 0");
  EXPECT_EQ(to_text(both(either(less(n, zero), equal(n, zero)), negate(less(n, n)))),
            "(n < 0 or n = 0) and not n < n");
  EXPECT_EQ(to_text(minus(n, minus(n, zero))), "n - (n - 0)");
  EXPECT_EQ(to_text(equal(n, choose(less(n, zero), zero, n))), "n = (if n < 0 then 0 else n)");
}

TEST(TermText, BreaksALongFormulaAtItsOperators) {
  const Term name = Term::symbol("a_constant_that_has_a_rather_long_name", int_sort);
  const Term longer = less(name, plus(name, Term::number("1")));
  EXPECT_EQ(to_text(both(longer, negate(longer)), 2),
            "a_constant_that_has_a_rather_long_name < a_constant_that_has_a_rather_long_name + 1\n"
            "  and not a_constant_that_has_a_rather_long_name < "
            "a_constant_that_has_a_rather_long_name + 1");
}

std::string formulas(const std::vector<Obligation>& obligations) {
  std::string text;
  for (const auto& obligation : obligations) {
    for (const auto& hypothesis : obligation.hypotheses) text += to_string(hypothesis.term);
    text += to_string(obligation.goal);
  }
  return text;
}

constexpr std::size_t weakening_stride = CLAIMCHECK_IS_SANITIZED ? 701 : 139;

// The lines, not the digests: that a reviewer sees it.
TEST(StatementsPage, ShowsEveryStatementThatIsMadeWeaker) {
  const auto before = all_obligations();
  const auto page = statements_page(before);
  const auto all = all_weakenings();
  ASSERT_GT(all.size(), 1000u);
  for (std::size_t i = 0; i < all.size(); i += weakening_stride) {
    const Weakener weakener(all[i].site, all[i].change);
    const auto now = all_obligations();
    if (formulas(now) == formulas(before)) continue;
    EXPECT_TRUE(statements_page(now) != page) << all[i].name() << " line " << all[i].site.line;
  }
}

TEST(StatementsPage, CountsTheObligationsOfEverySpecification) {
  const auto page = statements_page(all_obligations());
  EXPECT_NE(page.find("| claim_group | 41 | 7 | 5 | 15 | 14 |"), std::string::npos);
  EXPECT_NE(page.find("**havoc carve** of claim_group"), std::string::npos);
  EXPECT_NE(page.find("**step add-extent** of locks.add-extent"), std::string::npos);
}

}  // namespace
}  // namespace claimcheck::smt
