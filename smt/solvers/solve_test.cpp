// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "smt/solvers/cvc5.hpp"
#include "smt/solvers/z3.hpp"

namespace claimcheck::smt::solve {
namespace {

const std::string false_text = "(set-logic ALL)\n(assert false)\n(check-sat)\n";
const std::string true_text = "(set-logic ALL)\n(assert true)\n(check-sat)\n";
// After the error a solver goes on, and says unsat of what is left.
const std::string broken_text =
    "(set-logic ALL)\n(assert (= nobody 1))\n(assert false)\n(check-sat)\n";
const std::string hard_text =
    "(set-logic ALL)\n(declare-fun f (Int) Int)\n"
    "(assert (forall ((x Int)) (< (f x) (f (+ x 1)))))\n"
    "(assert (forall ((x Int)) (< (f (f x)) (f x))))\n(check-sat)\n";

TEST(Z3, TellsProofFromRefutation) {
  EXPECT_EQ(ask_z3(false_text).status, Status::proved);
  EXPECT_EQ(ask_z3(true_text).status, Status::refuted);
}

TEST(Z3, TakesAnErrorForNoVerdict) {
  EXPECT_EQ(ask_z3(broken_text).status, Status::failed);
}

TEST(Z3, StopsAtItsBudget) {
  Z3Options options;
  options.budget_rlimit = 10'000;
  EXPECT_EQ(ask_z3(hard_text, options).status, Status::unknown);
}

TEST(Z3, SpendsTheSameOnTheSameText) {
  EXPECT_EQ(ask_z3(false_text).effort, ask_z3(false_text).effort);
}

TEST(Cvc5, TellsProofFromRefutationAndTakesAnErrorForNoVerdict) {
  ASSERT_TRUE(has_cvc5()) << "the tests need cvc5, which ./claimcheck test installs";
  EXPECT_EQ(ask_cvc5(false_text, Seek::proof).status, Status::proved);
  EXPECT_EQ(ask_cvc5(true_text, Seek::model).status, Status::refuted);
  EXPECT_EQ(ask_cvc5(broken_text, Seek::proof).status, Status::failed);
}

}  // namespace
}  // namespace claimcheck::smt::solve
