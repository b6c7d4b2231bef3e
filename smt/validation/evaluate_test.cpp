// SPDX-License-Identifier: MIT
#include "smt/validation/evaluate.hpp"

#include <gtest/gtest.h>

#include <array>

namespace claimcheck::smt {
namespace {

const Bound i{"i1", int_sort};
const Term n = Term::symbol("n", int_sort);
const Term zero = Term::number("0");

Term f(const Term& argument) {
  return Term::symbol("f", int_sort, {argument});
}

// for all i in 0..n-1: f(i) = i
Term is_identity() {
  const Term at = Term::variable(i);
  return for_all({i}, implies(both(at_most(zero, at), less(at, n)), equal(f(at), at)));
}

void set_function(Structure& structure, std::vector<int> values) {
  Table& table = structure.make("f", {values.size()});
  for (std::size_t k = 0; k < values.size(); ++k) {
    table.at(std::array{static_cast<Integer>(k)}) = values[k];
  }
}

TEST(Formula, IsTrueWhereEveryNumberWithinItsBoundsMakesItSo) {
  Vocabulary vocabulary;
  const Formula formula(is_identity(), vocabulary);
  Structure structure(vocabulary);
  set_function(structure, {0, 1, 5});
  structure.set("n", 2);
  EXPECT_TRUE(formula.is_true(structure));
  structure.set("n", 3);
  EXPECT_FALSE(formula.is_true(structure));
}

TEST(Formula, LooksAtEveryThingOfASort) {
  Vocabulary vocabulary;
  const Bound e{"e1", "Extent"};
  const Term used = Term::symbol("used", int_sort, {Term::variable(e)});
  const Formula formula(for_all({e}, equal(used, zero)), vocabulary);
  Structure structure(vocabulary);
  structure.set_things("Extent", 0);
  EXPECT_TRUE(formula.is_true(structure));
  structure.set_things("Extent", 2);
  Table& table = structure.make("used", {2});
  EXPECT_TRUE(formula.is_true(structure));
  table.at(std::array<Integer, 1>{1}) = 1;
  EXPECT_FALSE(formula.is_true(structure));
}

TEST(Formula, HasRoomForWhatA64BitWordHasNot) {
  Vocabulary vocabulary;
  const Structure structure(vocabulary);
  const Term most = Term::number("18446744073709551615");
  const Term next = plus(most, Term::number("1"));
  EXPECT_TRUE(Formula(less(most, next), vocabulary).is_true(structure));
  EXPECT_TRUE(Formula(less(minus(zero, most), zero), vocabulary).is_true(structure));
}

TEST(Formula, ChoosesWithoutLookingAtWhatItDoesNotChoose) {
  Vocabulary vocabulary;
  const Term chosen = choose(less(zero, n), n, Term::symbol("unheard_of", int_sort));
  const Formula formula(chosen, vocabulary);
  Structure structure(vocabulary);
  structure.set("n", 7);
  EXPECT_EQ(static_cast<int>(formula.value(structure)), 7);
  structure.set("n", 0);
  EXPECT_THROW(formula.value(structure), std::out_of_range);
}

TEST(Formula, SaysNothingOfPlacesThatTheStructureDoesNotHave) {
  Vocabulary vocabulary;
  const Formula formula(is_identity(), vocabulary);
  Structure structure(vocabulary);
  set_function(structure, {0});
  structure.set("n", 2);
  EXPECT_THROW(formula.is_true(structure), std::out_of_range);
}

TEST(Formula, TakesTheValuesOfItsOpenVariables) {
  Vocabulary vocabulary;
  const Formula formula(f(Term::variable(i)), vocabulary, {i});
  Structure structure(vocabulary);
  set_function(structure, {4, 6});
  EXPECT_EQ(static_cast<int>(formula.value(structure, std::array<Integer, 1>{1})), 6);
}

TEST(Formula, RefusesANumberWithoutBounds) {
  Vocabulary vocabulary;
  const Term at = Term::variable(i);
  EXPECT_THROW(Formula(for_all({i}, equal(f(at), at)), vocabulary), std::logic_error);
  EXPECT_THROW(Formula(for_all({i}, implies(less(at, n), equal(f(at), at))), vocabulary),
               std::logic_error);
}

}  // namespace
}  // namespace claimcheck::smt
