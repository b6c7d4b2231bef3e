// SPDX-License-Identifier: MIT
#include "properties/report/progress_line.hpp"

#include <gtest/gtest.h>

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

TEST(ProgressText, SaysNothingOfARateThatItCannotKnow) {
  EXPECT_EQ(progress_text("check", 5, 4000, 0.5, 100), "check: 5 of 4000 traces");
  EXPECT_EQ(progress_text("check", 0, 4000, 5, 100), "check: 0 of 4000 traces");
  EXPECT_EQ(progress_text("check", 4000, 4000, 5, 100), "check: 4000 of 4000 traces");
}

}  // namespace
}  // namespace claimcheck::report
