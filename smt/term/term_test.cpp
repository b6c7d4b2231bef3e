// SPDX-License-Identifier: MIT
#include "smt/term/term.hpp"

#include <gtest/gtest.h>

#include "smt/symbolic/walk.hpp"

namespace claimcheck::smt {
namespace {

const Term one = Term::number("1");
const Term p = Term::symbol("p", bool_sort);

TEST(Term, IsWrittenAsSmtLib) {
  const Bound i{"i1", int_sort};
  const Term f = Term::symbol("f", int_sort, {Term::variable(i)});
  EXPECT_EQ(to_string(Term::forall({i}, implies(p, less(f, one)))),
            "(forall ((i1 Int)) (=> p (< (f i1) 1)))");
}

TEST(Term, DropsConstantsInConnectives) {
  EXPECT_EQ(both(Term::boolean(true), p), p);
  EXPECT_EQ(either(Term::boolean(true), p), Term::boolean(true));
  EXPECT_EQ(equal(one, one), Term::boolean(true));
  EXPECT_EQ(negate(negate(p)), p);
}

TEST(Term, GivesWhatIsQuantifiedWithinAFormulaOfItsOwn) {
  const Bound x{"x1", int_sort};
  const Bound y{"y2", int_sort};
  const Term q = Term::symbol("q", bool_sort);
  const Term inner = Term::forall({y}, less(Term::variable(x), Term::variable(y)));
  const Term body = either(p, both(both(q, inner), less(Term::variable(x), one)));
  EXPECT_EQ(to_string(for_all({x}, body)),
            "(and (forall ((x1 Int)) (or p (and q (< x1 1)))) "
            "(forall ((x1 Int)) (or p (forall ((y2 Int)) (< x1 y2)))))");
  EXPECT_EQ(to_string(for_all({x}, implies(p, both(q, less(Term::variable(x), one))))),
            "(forall ((x1 Int)) (=> p (and q (< x1 1))))");
}

TEST(Term, SubstitutesVariablesAndNothingElse) {
  const Bound i{"i1", int_sort};
  const Term body = less(Term::variable(i), Term::symbol("i1x", int_sort));
  EXPECT_EQ(to_string(substitute(body, {{"i1", one}})), "(< 1 i1x)");
}

TEST(Term, RefusesOneNameForTwoFunctions) {
  std::map<std::string, Signature> symbols;
  const Term twice = both(p, equal(Term::symbol("p", int_sort), one));
  EXPECT_THROW(collect_symbols(twice, symbols), std::logic_error);
}

TEST(Walk, TakesEveryPathOnceAndCutsLoops) {
  Walk walk({"text", "a", "T2", {}});
  int paths = 0;
  const Term i = Term::symbol("i", int_sort);
  walk.explore([&] {
    ++paths;
    walk.loop(
        "l", false, [] {}, [&] { return at_most(Term::number("0"), i); });
    if (walk.decide(less(i, one)))
      walk.loop(
          "l", true, [] {}, [&] { return at_most(Term::number("0"), i); });
    walk.prove("end", "the end", p);
  });
  EXPECT_EQ(paths, 2);
  std::vector<std::string> ids;
  for (const auto& obligation : walk.take_obligations()) ids.push_back(obligation.id);
  EXPECT_EQ(ids, (std::vector<std::string>{"text.l.init", "text.l.step/Y", "text.end/N"}));
}

}  // namespace
}  // namespace claimcheck::smt
