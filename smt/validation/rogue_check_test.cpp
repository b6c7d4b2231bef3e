// SPDX-License-Identifier: MIT
#include "smt/validation/rogue_check.hpp"

#include <gtest/gtest.h>

#include "smt/mutants/weakening.hpp"
#include "smt/validation/explanations.hpp"

namespace claimcheck::smt {
namespace {

// Which of the conjuncts and comparisons are tried: one after the other takes a while.
constexpr std::size_t stride = CLAIMCHECK_IS_SANITIZED ? 15 : 3;

TEST(RogueCheck, LetsNoStepPassThatChangesWhatALockGuardsWithoutIt) {
  const auto check = try_rogue_steps();
  for (const auto& name : check.passed) ADD_FAILURE() << name;
  for (const auto& name : check.undecided) ADD_FAILURE() << name << " is not decided";
  EXPECT_TRUE(check.holds());
  EXPECT_GT(check.steps, 50u);
}

// Without the lock of its group a use count could change, and so on.
TEST(RogueCheck, FailsWhereWhatALockGuardsIsSaidLessOf) {
  std::size_t tried = 0, noticed = 0;
  for (const auto& weakening : all_weakenings()) {
    if (weakening.site.file != "smt/specifications/lock_change_spec.hpp" || tried++ % stride)
      continue;
    const Weakener weakener(weakening.site, weakening.change);
    const bool is_noticed = !try_rogue_steps().passed.empty();
    EXPECT_TRUE(is_noticed || !why_unnoticed(weakening.name()).empty()) << weakening.name();
    noticed += is_noticed;
  }
  EXPECT_GT(noticed, 60u / stride);
}

}  // namespace
}  // namespace claimcheck::smt
