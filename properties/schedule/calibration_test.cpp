// SPDX-License-Identifier: MIT
// Known programs with known numbers of Mazurkiewicz traces.
#include <gtest/gtest.h>

#include "properties/schedule/explore.hpp"
#include "properties/schedule/optimal_reduction.hpp"

namespace claimcheck::schedule {
namespace {

// Abdulla et al., POPL 2014, section 1: threads 1..n each write array[j-1] + 1 to array[j];
// thread 0 searches for a zero from the top. Its number of steps depends on what it reads.
// Where the array is not declared, each thread first reads a flag that nobody writes, which adds
// no trace, so that no element is known at the start.
Program last_zero(std::size_t n, bool declared) {
  return {[n, declared](Scheduler& scheduler) {
            auto array = std::make_shared<std::vector<int>>(n + 1, 0);
            for (const int& element : *array) {
              if (declared) scheduler.declare(&element, false);
            }
            const auto start = [&scheduler, flag = array.get(), declared] {
              if (!declared) scheduler.atomic(flag, "flag", Mode::read);
            };
            std::vector<Body> bodies;
            bodies.push_back([&scheduler, array, n, start] {
              start();
              for (std::size_t at = n;; --at) {
                scheduler.atomic(&(*array)[at], "array", Mode::read);
                if ((*array)[at] == 0) return;
              }
            });
            for (std::size_t j = 1; j <= n; ++j) {
              bodies.push_back([&scheduler, array, j, start] {
                start();
                scheduler.atomic(&(*array)[j - 1], "array", Mode::read);
                const int value = (*array)[j - 1];
                scheduler.atomic(&(*array)[j], "array", Mode::write);
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
            bodies.push_back([&scheduler, x] { scheduler.atomic(x.get(), "x", Mode::write); });
            for (std::size_t reader = 0; reader < n; ++reader) {
              bodies.push_back([&scheduler, x] { scheduler.atomic(x.get(), "x", Mode::read); });
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
  const Exploration result = explore_all(last_zero(n, true));
  EXPECT_EQ(result.verdict, Verdict::complete);
  EXPECT_EQ(result.executions, traces);
  EXPECT_EQ(result.given_up, 0u);
}

// (n+3) * 2^(n-2)
INSTANTIATE_TEST_SUITE_P(Calibration, LastZero,
                         testing::Values(std::pair{5, 64}, std::pair{10, 3'328},
                                         std::pair{15, 147'456}));

// Where the objects have no names that hold in all executions the search is source-DPOR: as
// many traces, and some executions begun in vain, as the paper says of it.
TEST(LastZeroUndeclared, RunsOneExecutionForEachTraceAndSomeInVain) {
  const Exploration five = explore_all(last_zero(5, false));
  EXPECT_EQ(five.executions, 64u);
  EXPECT_EQ(five.given_up, 2u);
  const Exploration ten = explore_all(last_zero(10, false));
  EXPECT_EQ(ten.executions, 3'328u);
  EXPECT_EQ(ten.given_up, 2'970u);
}

TEST(Readers, RunOneExecutionForEachSubsetThatReadsFirst) {
  for (const std::size_t n : {1u, 2u, 8u, 13u}) {
    const Exploration result = explore_all(readers(n));
    EXPECT_EQ(result.verdict, Verdict::complete);
    EXPECT_EQ(result.executions, std::uint64_t{1} << n);
    EXPECT_EQ(result.given_up, 0u);
  }
}

// n threads that take one lock: each order of the critical sections, whatever is inside them.
TEST(CriticalSections, RunInEachOrderOnce) {
  for (const auto& [n, orders] : {std::pair{2u, 2u}, {3u, 6u}, {5u, 120u}}) {
    const Program program{[n = n](Scheduler& scheduler) {
                            auto shared = std::make_shared<int>(0);
                            const Body body = [&scheduler, shared] {
                              scheduler.lock(shared.get(), "lock", Mode::write);
                              scheduler.atomic(shared.get(), "data", Mode::write);
                              scheduler.yield("inside");
                              scheduler.unlock(shared.get());
                            };
                            return std::vector<Body>(n, body);
                          },
                          {}};
    const Exploration result = explore_all(program);
    EXPECT_EQ(result.verdict, Verdict::complete);
    EXPECT_EQ(result.executions, orders);
  }
}

}  // namespace
}  // namespace claimcheck::schedule
