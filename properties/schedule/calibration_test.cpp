// SPDX-License-Identifier: MIT
// Known programs with known numbers of Mazurkiewicz traces.
#include <gtest/gtest.h>

#include "properties/schedule/explore.hpp"
#include "properties/schedule/optimal_reduction.hpp"

namespace claimcheck::schedule {
namespace {

// Abdulla et al., POPL 2014, section 1: threads 1..n each write array[j-1] + 1 to array[j];
// thread 0 searches for a zero from the top. Its number of steps depends on what it reads.
Program last_zero(std::size_t n) {
  return {[n](Scheduler& scheduler) {
            auto array = std::make_shared<std::vector<int>>(n + 1, 0);
            std::vector<Body> bodies;
            bodies.push_back([&scheduler, array, n] {
              for (std::size_t at = n;; --at) {
                scheduler.access(&(*array)[at], "array", Mode::Read);
                if ((*array)[at] == 0) return;
              }
            });
            for (std::size_t j = 1; j <= n; ++j) {
              bodies.push_back([&scheduler, array, j] {
                scheduler.access(&(*array)[j - 1], "array", Mode::Read);
                const int value = (*array)[j - 1];
                scheduler.access(&(*array)[j], "array", Mode::Write);
                (*array)[j] = value + 1;
              });
            }
            return bodies;
          },
          {}};
}

// One writer of x and n readers of it: each reader is before or after the write.
Program readers(std::size_t n) {
  return {[n](Scheduler& scheduler) {
            auto x = std::make_shared<int>(0);
            std::vector<Body> bodies;
            bodies.push_back([&scheduler, x] { scheduler.access(x.get(), "x", Mode::Write); });
            for (std::size_t reader = 0; reader < n; ++reader) {
              bodies.push_back([&scheduler, x] { scheduler.access(x.get(), "x", Mode::Read); });
            }
            return bodies;
          },
          {}};
}

Exploration explore_all(const Program& program) {
  Scheduler scheduler;
  OptimalReduction strategy;
  return explore(scheduler, program, strategy, {}, [](const Execution&) { return true; });
}

class LastZero : public testing::TestWithParam<std::pair<std::size_t, std::uint64_t>> {};

TEST_P(LastZero, RunsOneExecutionForEachTrace) {
  const auto [n, traces] = GetParam();
  const Exploration result = explore_all(last_zero(n));
  EXPECT_EQ(result.verdict, Verdict::Complete);
  EXPECT_EQ(result.executions, traces);
  EXPECT_EQ(result.given_up, 0u);
}

// (n+3) * 2^(n-2)
INSTANTIATE_TEST_SUITE_P(Calibration, LastZero,
                         testing::Values(std::pair{5, 64}, std::pair{10, 3'328},
                                         std::pair{15, 147'456}));

TEST(Readers, RunOneExecutionForEachSubsetThatReadsFirst) {
  for (const std::size_t n : {1u, 2u, 8u, 13u}) {
    const Exploration result = explore_all(readers(n));
    EXPECT_EQ(result.verdict, Verdict::Complete);
    EXPECT_EQ(result.executions, std::uint64_t{1} << n);
    EXPECT_EQ(result.given_up, 0u);
  }
}

}  // namespace
}  // namespace claimcheck::schedule
