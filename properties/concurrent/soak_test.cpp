// SPDX-License-Identifier: MIT
#include "properties/concurrent/soak.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "properties/concurrent/runner.hpp"
#include "properties/process/plugin.hpp"
#include "properties/testing/distorted.hpp"

namespace claimcheck::concurrent {
namespace {

SoakLimits limits() {
  SoakLimits limits;
  limits.budget_ms = 30'000;
  limits.shrink_budget_ms = 60'000;
  return limits;
}

struct SaysItIsBusyBesideAnother : testing::NoFault {
  void before(const claimcheck_operation&, const claimcheck_env&) { met = ++running > 1; }
  void after(const claimcheck_operation& operation, claimcheck_outcome& outcome,
             const claimcheck_env&) {
    if (met && operation.kind == CLAIMCHECK_CREATE) outcome.result = -5;
    --running;
  }
  std::atomic<int> running = 0;
  std::atomic<bool> met = false;
};

TEST(Soak, ShrinksUnderTheSchedulerWhatRealThreadsShow) {
  const auto engine = testing::engine_with<SaysItIsBusyBesideAnother>();
  const auto soaked = soak(engine, limits());
  ASSERT_TRUE(soaked.found);
  EXPECT_TRUE(soaked.found->trace.schedule.empty());
  ASSERT_TRUE(soaked.shrunk);
  const auto& trace = soaked.shrunk->trace;
  EXPECT_FALSE(trace.schedule.empty());
  EXPECT_LE(trace.steps.size(), 3u);
  EXPECT_LE(trace.steps.size(), soaked.found->trace.steps.size());
  EXPECT_TRUE(replay(engine, trace).difference) << "its schedule shows it again";
}

// What no scheduler of fibers can show: it comes from the threads themselves.
struct KnowsItsFirstThread : testing::NoFault {
  void after(const claimcheck_operation& operation, claimcheck_outcome& outcome,
             const claimcheck_env&) {
    if (std::this_thread::get_id() == first || operation.kind > CLAIMCHECK_DELETE) return;
    outcome.result = -5;
  }
  const std::thread::id first = std::this_thread::get_id();
};

TEST(Soak, TellsHowFarItIs) {
  auto told = limits();
  told.budget_ms = 1'500;
  std::vector<std::uint64_t> executions;
  told.progress = [&](std::uint64_t count) { executions.push_back(count); };
  const auto soaked = soak(engines::Engine::named("indexed"), told);
  ASSERT_FALSE(executions.empty());
  EXPECT_TRUE(std::ranges::is_sorted(executions));
  EXPECT_LE(executions.back(), soaked.executions);
}

TEST(Soak, KeepsTheTraceAsItWasWhereNoInterleavingShowsIt) {
  const auto soaked = soak(testing::engine_with<KnowsItsFirstThread>(), limits());
  ASSERT_TRUE(soaked.found);
  EXPECT_TRUE(soaked.found->trace.is_concurrent());
  EXPECT_FALSE(soaked.shrunk);
}

TEST(Soak, FindsNothingInAnEngineThatKeepsTheContract) {
  auto brief = limits();
  brief.budget_ms = 300;
  const auto soaked = soak(process::engine_named("indexed"), brief);
  EXPECT_FALSE(soaked.found) << soaked.found->message;
  EXPECT_GT(soaked.executions, 0u);
}

}  // namespace
}  // namespace claimcheck::concurrent
