// SPDX-License-Identifier: MIT
#include "properties/report/progress_line.hpp"

#include <gtest/gtest.h>

#include "properties/report/exploration_line.hpp"

namespace claimcheck::report {
namespace {

TEST(ProgressText, HasTheRateAndTheTimeThatIsLeft) {
  EXPECT_EQ(progress_text("check", 1000, 4000, 10, 100),
            "check: 1000 of 4000 traces, 100/s, 30 s left");
}

TEST(ProgressText, CountsWhatIsCountedAndASlowRateInTenths) {
  EXPECT_EQ(progress_text("mutants", 3, 6, 2, 100, "seeded bugs"),
            "mutants: 3 of 6 seeded bugs, 1.5/s, 2 s left");
}

TEST(ProgressText, HasNoMoreTimeLeftThanTheBudget) {
  EXPECT_EQ(progress_text("check", 1000, 4000, 10, 5),
            "check: 1000 of 4000 traces, 100/s, 5 s left");
  EXPECT_EQ(progress_text("check", 1000, 4000, 10, -1),
            "check: 1000 of 4000 traces, 100/s, 0 s left");
}

TEST(ProgressText, HasTheTimeOfTheBudgetWhereNobodyKnowsHowManyThereWillBe) {
  EXPECT_EQ(progress_text("soak", 1000, 0, 10, 20, "executions"),
            "soak: 1000 executions, 100/s, 20 s left");
}

TEST(ProgressText, SaysNothingOfARateThatItCannotKnow) {
  EXPECT_EQ(progress_text("check", 5, 4000, 0.5, 100), "check: 5 of 4000 traces");
  EXPECT_EQ(progress_text("check", 0, 4000, 5, 100), "check: 0 of 4000 traces");
  EXPECT_EQ(progress_text("check", 4000, 4000, 5, 100), "check: 4000 of 4000 traces");
}

TEST(ExplorationText, HasTheRateAndFits80Columns) {
  explore::Progress progress;
  progress.depth = 9;
  progress.distinct = 12'293'924;
  progress.queue = 51'200;
  progress.generated_per_second = 13.2e6;
  EXPECT_EQ(exploration_text(progress, 12.3),
            "explore: depth 9, 12.3M states, 51200 to go, 13.2M transitions/s, 12 s left");
  progress.depth = 99;
  progress.queue = 999'999;
  EXPECT_LE(exploration_text(progress, 9999).size(), 80u);
  EXPECT_EQ(exploration_text(progress, std::nullopt),
            "explore: depth 99, 12.3M states, 999999 to go, 13.2M transitions/s");
}

}  // namespace
}  // namespace claimcheck::report
