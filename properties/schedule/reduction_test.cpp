// SPDX-License-Identifier: MIT
// The reduced search against the full one, on random programs.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <deque>
#include <memory>
#include <set>

#include "properties/schedule/depth_first.hpp"
#include "properties/schedule/explore.hpp"
#include "properties/schedule/optimal_reduction.hpp"
#include "properties/schedule/random_program.hpp"

namespace claimcheck::schedule {
namespace {

struct Seen {
  std::set<RunResult> results;
  std::set<std::string> traces;
  Exploration exploration;
};

Seen search(const std::vector<Script>& scripts, Strategy& strategy, bool declared,
            std::uint64_t max_executions) {
  Seen seen;
  Scheduler scheduler;
  std::shared_ptr<SharedState> state;
  const Program program = to_program(scripts, state, declared);
  Limits limits;
  limits.max_executions = max_executions;
  seen.exploration = explore(scheduler, program, strategy, limits, [&](const Execution& each) {
    seen.results.insert(result_of(*state, each));
    seen.traces.insert(trace_of(each));
    return true;
  });
  return seen;
}

std::vector<Script> random_scripts(Random& random) {
  std::vector<Script> scripts(2 + random.below(3));
  constexpr std::array<std::size_t, 3> lengths{8, 5, 4};
  const std::uint64_t lock_weight = random.below(2) == 0 ? 8 : 14;
  for (Script& script : scripts) {
    script = random_script(random, 1 + random.below(lengths[scripts.size() - 2]), lock_weight);
  }
  return scripts;
}

std::vector<Script> nested_scripts(Random& random) {
  std::vector<Script> scripts(2 + random.below(3));
  const bool in_order = random.below(2) == 0;
  for (Script& script : scripts) script = nested_script(random, in_order);
  return scripts;
}

struct Compared {
  std::size_t programs = 0;
  std::size_t deadlocking = 0;
  std::uint64_t given_up = 0;
};

Compared compare(std::uint64_t seed, int rounds, bool declared,
                 std::vector<Script> (*make_scripts)(Random&) = random_scripts) {
  Random random(seed);
  Compared compared;
  for (int round = 0; round < rounds; ++round) {
    const std::vector<Script> scripts = make_scripts(random);
    DepthFirst full;
    const Seen expected = search(scripts, full, true, 1'000);
    if (expected.exploration.verdict != Verdict::complete) continue;
    SCOPED_TRACE(to_string(scripts));
    OptimalReduction reduced;
    const Seen actual = search(scripts, reduced, declared, 1'000);
    EXPECT_EQ(actual.exploration.verdict, Verdict::complete);
    EXPECT_EQ(actual.results, expected.results);
    EXPECT_EQ(actual.traces, expected.traces);
    EXPECT_EQ(actual.exploration.executions, actual.traces.size());
    ++compared.programs;
    compared.deadlocking += expected.results.begin()->starts_with("deadlock");
    compared.given_up += actual.exploration.given_up;
    if (testing::Test::HasFailure()) break;
  }
  return compared;
}

TEST(Reduction, SeesEveryTraceThatTheFullSearchSeesAndEachOnce) {
  const Compared compared = compare(1, 600, true);
  EXPECT_GT(compared.programs, 200u);
  EXPECT_GT(compared.deadlocking, 5u);
  EXPECT_EQ(compared.given_up, 0u);
}

TEST(Reduction, MissesNothingWhereObjectsHaveNoFixedNumbers) {
  const Compared compared = compare(2, 300, false);
  EXPECT_GT(compared.programs, 120u);
  EXPECT_GT(compared.deadlocking, 5u);
}

// What is planned must not find a thread waiting: the strategy would throw.
TEST(Reduction, SeesEveryTraceOfReaderWriterLocksWithinLocksOnce) {
  const Compared compared = compare(3, 400, true, nested_scripts);
  EXPECT_GT(compared.programs, 150u);
  EXPECT_GT(compared.deadlocking, 5u);
  EXPECT_EQ(compared.given_up, 0u);
}

TEST(Reduction, MissesNothingOfLocksWithinLocksThatHaveNoFixedNumbers) {
  const Compared compared = compare(4, 200, false, nested_scripts);
  EXPECT_GT(compared.programs, 75u);
  EXPECT_GT(compared.deadlocking, 2u);
}

// Where thread 2 holds L for reading until thread 1 has left M, thread 3 cannot be moved before
// thread 1 alone: it would wait for thread 2, whose section does not end without thread 1.
TEST(Reduction, MovesAWriterBeforeTheReadersThatCouldNotEndOtherwise) {
  using enum ActionKind;
  const std::vector<Script> scripts{
      {{read_lock, 0}, {lock, 1}, {add, 0}, {unlock, 1}, {unlock, 0}},
      {{read_lock, 0}, {lock, 1}, {add, 1}, {unlock, 1}, {unlock, 0}},
      {{lock, 0}, {add, 0}, {unlock, 0}},
  };
  for (const bool declared : {true, false}) {
    DepthFirst full;
    const Seen expected = search(scripts, full, true, 100'000);
    ASSERT_EQ(expected.exploration.verdict, Verdict::complete);
    OptimalReduction reduced;
    const Seen actual = search(scripts, reduced, declared, 100'000);
    EXPECT_EQ(actual.results, expected.results);
    EXPECT_EQ(actual.traces, expected.traces);
    EXPECT_EQ(actual.exploration.executions, 6u);
    EXPECT_EQ(actual.exploration.given_up, 0u);
  }
}

// Two threads that meet in one lock and, `own` times, on an object that each has for itself, made
// anew in every execution.
std::uint64_t executions_with(std::size_t own, bool has_lock_families) {
  struct Shared {
    char lock = 0;
    std::deque<int> objects;
  };
  Options options;
  options.has_lock_families = has_lock_families;
  Scheduler scheduler(options);
  std::shared_ptr<Shared> shared;
  const auto work = [&] {
    for (std::size_t i = 0; i < own; ++i) {
      scheduler.atomic(&shared->objects.emplace_back(), "own", Mode::write);
    }
    scheduler.lock(&shared->lock, "lock", Mode::write);
    for (std::size_t i = 0; i < own; ++i) {
      if (has_lock_families) scheduler.fallible("allocate");
      scheduler.atomic(&shared->objects.emplace_back(), "own", Mode::write);
    }
    scheduler.unlock(&shared->lock);
    if (has_lock_families) scheduler.fallible("allocate");
  };
  const Program program{[&](Scheduler&) {
                          shared = std::make_shared<Shared>();
                          return std::vector<Body>{work, work};
                        },
                        {}};
  OptimalReduction strategy;
  const auto result =
      explore(scheduler, program, strategy, {}, [](const Execution&) { return true; });
  EXPECT_EQ(result.verdict, Verdict::complete);
  EXPECT_EQ(result.given_up, 0u);
  return result.executions;
}

TEST(Reduction, DoesNotGrowWithStepsOnObjectsOfAThreadsOwn) {
  EXPECT_EQ(executions_with(0, false), 2u);
  EXPECT_EQ(executions_with(1, false), 2u);
  EXPECT_EQ(executions_with(10, false), 2u);
}

TEST(Reduction, DoesNotGrowWithWhatMayFailWhereLocksAreOfSeveralFamilies) {
  EXPECT_EQ(executions_with(0, true), 2u);
  EXPECT_EQ(executions_with(10, true), 2u);
}

// Two threads that each take two locks of one shared state, which outlives the executions. What it
// is named in the first is all that a later one is told.
std::vector<std::string> executions_of_kept(bool is_kept) {
  Scheduler scheduler;
  struct Shared {
    char locks[3];
    int counter;
  } shared{};
  bool is_named = false;
  const auto work = [&](std::size_t first) {
    for (const std::size_t lock : {first, std::size_t{2}}) {
      scheduler.lock(&shared.locks[lock], "lock", Mode::write);
      scheduler.atomic(&shared.counter, "counter", Mode::write);
      scheduler.unlock(&shared.locks[lock]);
    }
  };
  const Program program{[&](Scheduler&) {
                          if (is_kept && is_named) {
                            scheduler.restore_numbers();
                          } else {
                            scheduler.declare(&shared.locks[2], true);
                            scheduler.declare(&shared.counter, false);
                            scheduler.keep_numbers();
                            is_named = true;
                          }
                          return std::vector<Body>{[&] { work(0); }, [&] { work(1); }};
                        },
                        {}};
  OptimalReduction strategy;
  std::vector<std::string> seen;
  explore(scheduler, program, strategy, {}, [&](const Execution& execution) {
    std::string text;
    for (const Event& event : execution.events) {
      text += fmt::format("{}:{} ", event.thread, event.step.object);
    }
    seen.push_back(text);
    return true;
  });
  return seen;
}

TEST(Reduction, GoesTheSameWayWhereTheStateIsPutBack) {
  EXPECT_GT(executions_of_kept(false).size(), 2u);
  EXPECT_EQ(executions_of_kept(true), executions_of_kept(false));
}

}  // namespace
}  // namespace claimcheck::schedule
