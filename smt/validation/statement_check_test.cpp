// SPDX-License-Identifier: MIT
#include "smt/validation/statement_check.hpp"

#include <gtest/gtest.h>

#include "smt/proofs/proofs.hpp"

namespace claimcheck::smt {
namespace {

TEST(StatementCheck, FindsThatTheTheoremsSayWhatTheModelSays) {
  const auto check = compare_statements(theorem_obligations());
  for (const auto& difference : check.differences) ADD_FAILURE() << difference;
  EXPECT_EQ(check.rejected.size(), 6u);
  for (const auto& [theorem, states] : check.rejected) EXPECT_GT(states, 10u) << theorem;
  EXPECT_TRUE(check.holds());
}

// Each theorem, made as weak as can be.
TEST(StatementCheck, FailsWhereATheoremSaysNothing) {
  for (const char* clause : {"I1", "I2", "I3", "I4", "I5", "I6"}) {
    auto theorems = theorem_obligations();
    for (auto& theorem : theorems) {
      if (theorem.id.rfind(std::string("theorem.") + clause, 0) == 0) {
        theorem.goal = Term::boolean(true);
      }
    }
    EXPECT_FALSE(compare_statements(theorems).holds()) << clause;
  }
}

}  // namespace
}  // namespace claimcheck::smt
