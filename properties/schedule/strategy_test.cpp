// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <set>

#include "properties/schedule/depth_first.hpp"
#include "properties/schedule/estimate.hpp"
#include "properties/schedule/explore.hpp"
#include "properties/schedule/optimal_reduction.hpp"
#include "properties/schedule/priority_sampling.hpp"
#include "properties/schedule/random_program.hpp"
#include "properties/schedule/random_walk.hpp"
#include "properties/schedule/replay.hpp"

namespace claimcheck::schedule {
namespace {

const std::vector<Script> two_adders{
    {{ActionKind::read, 0}, {ActionKind::add, 0}, {ActionKind::add, 1}},
    {{ActionKind::add, 0}, {ActionKind::read, 1}, {ActionKind::add, 1}}};

std::vector<Schedule> schedules(Strategy& strategy, const Limits& limits = {}) {
  Scheduler scheduler;
  std::shared_ptr<SharedState> state;
  std::vector<Schedule> all;
  explore(scheduler, to_program(two_adders, state, true), strategy, limits,
          [&](const Execution& execution) {
            all.push_back(schedule_of(execution));
            return true;
          });
  return all;
}

TEST(ScheduleText, CountsThreadsFromOneAndParsesBack) {
  const Schedule schedule{0, 0, 1, 63};
  EXPECT_EQ(to_string(schedule), "1 1 2 64");
  EXPECT_EQ(parse_schedule("1 1  2 64"), schedule);
  EXPECT_EQ(parse_schedule(""), Schedule{});
}

TEST(ScheduleText, IsRefusedWithTheColumnWhereItIsNoSchedule) {
  for (const char* const text : {"1 0", "1 65", "1 x", "1 2x", "1 -1", "1 99999999999"}) {
    try {
      parse_schedule(text);
      ADD_FAILURE() << text;
    } catch (const std::invalid_argument& error) {
      EXPECT_STREQ(error.what(), "column 3: a schedule is made of thread numbers from 1 to 64");
    }
  }
}

TEST(DepthFirstSearch, RunsEveryScheduleOnce) {
  DepthFirst strategy;
  const std::vector<Schedule> all = schedules(strategy);
  EXPECT_EQ(all.size(), 20u);  // 6 over 3
  EXPECT_EQ(std::set<Schedule>(all.begin(), all.end()).size(), 20u);
  EXPECT_TRUE(strategy.exhaustive());
}

TEST(DepthFirstSearch, RunsEveryScheduleWithUpToSoManyPreemptions) {
  // Runs of thread 1 and thread 2: 2 ways with none, 4 with one, and with any number 20.
  const std::vector<std::size_t> expected{2, 6, 14, 18, 20};
  for (std::size_t preemptions = 0; preemptions < expected.size(); ++preemptions) {
    DepthFirst strategy(preemptions);
    EXPECT_EQ(schedules(strategy).size(), expected[preemptions]);
    EXPECT_EQ(strategy.exhaustive(), preemptions >= 4);
  }
}

template <class MakeStrategy>
void expect_deterministic_and_varied(MakeStrategy make, std::size_t at_least) {
  auto one = make(7);
  auto same = make(7);
  auto other = make(8);
  const std::vector<Schedule> all = schedules(one);
  EXPECT_EQ(all.size(), 200u);
  EXPECT_EQ(all, schedules(same));
  EXPECT_NE(all, schedules(other));
  EXPECT_GE(std::set<Schedule>(all.begin(), all.end()).size(), at_least);
}

TEST(RandomSearch, IsDeterminedByItsSeedAndReachesEverySchedule) {
  expect_deterministic_and_varied([](std::uint64_t seed) { return RandomWalk(seed, 200); }, 20);
}

TEST(PrioritySearch, IsDeterminedByItsSeedAndSwitchesAtMostSoOften) {
  const auto make = [](std::uint64_t seed) { return PrioritySampling(seed, 200, 3); };
  expect_deterministic_and_varied(make, 10);
  auto strategy = make(1);
  for (const Schedule& schedule : schedules(strategy)) {
    int switches = 0;
    for (std::size_t at = 1; at < schedule.size(); ++at) {
      switches += schedule[at] != schedule[at - 1];
    }
    EXPECT_LE(switches, 3) << to_string(schedule);  // two changes, and the end of one thread
  }
}

TEST(PrioritySearch, FindsTheDeadlockThatTakesOnePreemption) {
  const std::vector<Script> crossing{{{ActionKind::lock, 0}, {ActionKind::lock, 1}},
                                     {{ActionKind::lock, 1}, {ActionKind::lock, 0}}};
  Scheduler scheduler;
  std::shared_ptr<SharedState> state;
  PrioritySampling strategy(1, 100, 2);
  int deadlocks = 0;
  explore(scheduler, to_program(crossing, state, true), strategy, {}, [&](const Execution& each) {
    deadlocks += each.events.size() == 2 && each.events[0].thread != each.events[1].thread;
    return true;
  });
  EXPECT_GE(deadlocks, 12);  // at least 1 of n * k = 8 is promised
}

// Each schedule that the full search finds, printed, parsed and run again, gives the same events.
TEST(ReplayedSchedule, GivesTheSameExecution) {
  Random random(3);
  for (int round = 0; round < 100; ++round) {
    const std::vector<Script> scripts{random_script(random, 5, 12), random_script(random, 4, 12)};
    Scheduler scheduler;
    std::shared_ptr<SharedState> state;
    const Program program = to_program(scripts, state, false);
    OptimalReduction strategy;
    std::vector<std::pair<std::string, RunResult>> seen;
    explore(scheduler, program, strategy, {}, [&](const Execution& each) {
      seen.emplace_back(to_string(schedule_of(each)), result_of(*state, each));
      return true;
    });
    for (const auto& [text, result] : seen) {
      Replay replay(parse_schedule(text));
      const Execution& again = scheduler.run(program, replay);
      EXPECT_EQ(replay.refusal(), "");
      EXPECT_EQ(result_of(*state, again), result);
    }
  }
}

TEST(ReplayedSchedule, IsRefusedWhereItDoesNotFit) {
  const auto refusal = [](const Schedule& schedule) {
    Replay replay(schedule);
    schedules(replay);
    return replay.refusal();
  };
  EXPECT_EQ(refusal({0, 0, 0, 1, 1, 1}), "");
  EXPECT_EQ(refusal({0, 0, 0, 0}),
            "step 4 of the schedule is thread 1's, but only thread 2 can go on");
  EXPECT_EQ(refusal({0, 7}),
            "step 2 of the schedule is thread 8's, but only threads 1 2 can go on");
  EXPECT_EQ(refusal({0, 0}), "the schedule ends after step 2, but threads 1 2 can go on");
  EXPECT_EQ(refusal({0, 0, 0, 1, 1, 1, 1}),
            "the execution ends after step 6, but the schedule has 7");
}

TEST(BoundedSearch, SaysThatItIsNotFinishedAndReportsProgress) {
  std::vector<std::uint64_t> progress;
  Limits limits;
  limits.max_executions = 7;
  limits.progress_every = 3;
  limits.progress = [&](std::uint64_t done) { progress.push_back(done); };
  Scheduler scheduler;
  std::shared_ptr<SharedState> state;
  const Program program = to_program(two_adders, state, true);
  DepthFirst strategy;
  const auto go_on = [](const Execution&) { return true; };
  const Exploration result = explore(scheduler, program, strategy, limits, go_on);
  EXPECT_EQ(result.verdict, Verdict::bound);
  EXPECT_EQ(to_string(result.verdict), "not finished");
  EXPECT_EQ(result.executions, 7u);
  EXPECT_EQ(progress, (std::vector<std::uint64_t>{3, 6}));

  DepthFirst just_enough;
  limits.max_executions = 20;
  EXPECT_EQ(explore(scheduler, program, just_enough, limits, go_on).verdict, Verdict::complete);
}

TEST(BoundedSearch, StopsWhenItsVisitorSaysSo) {
  Scheduler scheduler;
  std::shared_ptr<SharedState> state;
  DepthFirst strategy;
  const Exploration result = explore(scheduler, to_program(two_adders, state, true), strategy, {},
                                     [](const Execution&) { return false; });
  EXPECT_EQ(result.verdict, Verdict::stopped);
  EXPECT_EQ(result.executions, 1u);
}

TEST(TraceEstimate, IsNearTheNumberOfTracesThatTheSearchRuns) {
  Random random(5);
  for (int round = 0; round < 5; ++round) {
    const std::vector<Script> scripts{random_script(random, 6, 8), random_script(random, 6, 8),
                                      random_script(random, 3, 8)};
    Scheduler scheduler;
    std::shared_ptr<SharedState> state;
    const Program program = to_program(scripts, state, true);
    OptimalReduction strategy;
    const Exploration result =
        explore(scheduler, program, strategy, {}, [](const Execution&) { return true; });
    const Estimate estimate = estimate_traces(scheduler, program, 20'000, 1);
    EXPECT_NEAR(estimate.executions, static_cast<double>(result.executions),
                4 * estimate.standard_error + 1e-9);
    EXPECT_LT(estimate.standard_error, 0.5 * estimate.executions);
  }
}

}  // namespace
}  // namespace claimcheck::schedule
