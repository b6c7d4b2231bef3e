// SPDX-License-Identifier: MIT
#include "properties/concurrent/drawn_cases.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "properties/concurrent/probe.hpp"
#include "properties/engines/engine.hpp"

namespace claimcheck::concurrent {
namespace {

const claimcheck_engine_api& api() {
  static const auto engine = engines::Engine::named("indexed");
  return engine.api();
}

std::set<std::uint64_t> small(const DrawnCases& cases) {
  std::set<std::uint64_t> numbers;
  for (std::uint64_t i = 0; i < cases.small_count(); ++i) numbers.insert(cases.number(i));
  return numbers;
}

TEST(DrawnCases, AreAllSmallCasesAndThenRandomOnesWhereNoneIsLeftOut) {
  const DrawnCases all(api(), 1);
  ASSERT_EQ(all.small_count(), exhaustive_cases(api()));
  for (const std::uint64_t index : {std::uint64_t{0}, all.small_count() - 1, all.small_count() + 7})
    EXPECT_EQ(all.number(index), index);
  EXPECT_TRUE(all.takes_failure(all.small_count() - 1, 1000, 3));
}

TEST(DrawnCases, HaveEveryCaseOfTwoThreadsAndAShareOfThoseOfThree) {
  const DrawnCases some(api(), 1, 10);
  const auto drawn = small(some);
  double two = 0, three = 0, three_drawn = 0;
  for (std::uint64_t number = 0; number < exhaustive_cases(api()); ++number) {
    const bool is_two = thread_count(case_of(api(), 1, number)) < 3;
    EXPECT_TRUE(!is_two || drawn.contains(number)) << number;
    (is_two ? two : three)++;
    if (!is_two && drawn.contains(number)) three_drawn++;
  }
  ASSERT_GT(two, 0);
  EXPECT_NEAR(three_drawn / three, 0.1, 0.03);
  EXPECT_EQ(some.number(some.small_count()), exhaustive_cases(api()));
  EXPECT_TRUE(some.takes_failure(0, 0, 2));
}

TEST(DrawnCases, AreOthersForAnotherSeedAndTheSameForTheSame) {
  EXPECT_EQ(small({api(), 1, 10}), small({api(), 1, 10}));
  std::set<std::uint64_t> seen;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) seen.merge(small({api(), seed, 10}));
  EXPECT_GT(seen.size(), exhaustive_cases(api()) * 99 / 100);
}

}  // namespace
}  // namespace claimcheck::concurrent
