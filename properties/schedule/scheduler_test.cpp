// SPDX-License-Identifier: MIT
#include "properties/schedule/scheduler.hpp"

#include <gtest/gtest.h>

#include "properties/schedule/depth_first.hpp"
#include "properties/schedule/explore.hpp"
#include "properties/schedule/replay.hpp"

namespace claimcheck::schedule {
namespace {

struct Shared {
  char first = 0;
  char second = 0;
  int value = 0;
};

using Work = std::function<void(Scheduler&, Shared&)>;

// Bodies over one Shared, made anew for each execution.
Program program_of(std::vector<Work> bodies) {
  return {[bodies = std::move(bodies)](Scheduler& scheduler) {
            auto shared = std::make_shared<Shared>();
            std::vector<Body> threads;
            for (const Work& body : bodies) {
              threads.push_back([&scheduler, &body, shared] { body(scheduler, *shared); });
            }
            return threads;
          },
          {}};
}

// RAII, as an engine in C++ would lock: its destructor must get through every ending.
class Guard {
 public:
  Guard(Scheduler& scheduler, const char& lock, const char* name, Mode mode = Mode::write)
      : scheduler_(scheduler), lock_(lock) {
    scheduler_.lock(&lock_, name, mode);
  }
  ~Guard() { scheduler_.unlock(&lock_); }
  Guard(const Guard&) = delete;
  Guard& operator=(const Guard&) = delete;

 private:
  Scheduler& scheduler_;
  const char& lock_;
};

Work locks_in_order(char Shared::*outer, char Shared::*inner) {
  return [=](Scheduler& scheduler, Shared& shared) {
    const Guard first(scheduler, shared.*outer, outer == &Shared::first ? "first" : "second");
    const Guard second(scheduler, shared.*inner, inner == &Shared::first ? "first" : "second");
  };
}

Execution replay(const Program& program, const Schedule& schedule, Options options = {}) {
  Scheduler scheduler(options);
  Replay strategy(schedule);
  const Execution execution = scheduler.run(program, strategy);
  EXPECT_EQ(strategy.refusal(), "");
  return execution;
}

TEST(Scheduler, ReportsADeadlockWithWhoWaitsForWhatHeldByWhom) {
  const Program program = program_of({locks_in_order(&Shared::first, &Shared::second),
                                      locks_in_order(&Shared::second, &Shared::first)});
  const Execution execution = replay(program, {0, 1});
  EXPECT_EQ(execution.ending, Ending::deadlock);
  EXPECT_EQ(describe(execution),
            "deadlock: thread 1 waits at \"lock second (write)\", held by thread 2\n"
            "deadlock: thread 2 waits at \"lock first (write)\", held by thread 1\n");
}

TEST(Scheduler, RunsOnAfterADeadlockedExecution) {
  const Program program = program_of({locks_in_order(&Shared::first, &Shared::second),
                                      locks_in_order(&Shared::second, &Shared::first)});
  for (const Teardown teardown : {Teardown::unwind, Teardown::drop}) {
    Options options;
    options.teardown = teardown;
    Scheduler scheduler(options);
    for (int round = 0; round < 100; ++round) {
      Replay deadlocking({0, 1});
      EXPECT_EQ(scheduler.run(program, deadlocking).ending, Ending::deadlock);
      Replay finishing({0, 0, 0, 0, 1, 1, 1, 1});
      EXPECT_EQ(scheduler.run(program, finishing).ending, Ending::finished);
    }
  }
}

TEST(Scheduler, RunsTheDestructorsOfAnAbandonedBody) {
  auto alive = std::make_shared<int>(0);
  const Work body = [alive](Scheduler& scheduler, Shared& shared) {
    const std::shared_ptr<int> copy = alive;
    const Guard guard(scheduler, shared.first, "first");
    scheduler.lock(&shared.first, "first", Mode::write);
    ADD_FAILURE() << "a lock was taken twice";
  };
  const long before = alive.use_count();
  EXPECT_EQ(replay(program_of({body}), {0}).ending, Ending::misuse);
  EXPECT_EQ(alive.use_count(), before);
}

TEST(Scheduler, RefusesALockTakenTwiceByOneThread) {
  const Execution execution = replay(program_of({[](Scheduler& scheduler, Shared& shared) {
                                       scheduler.lock(&shared.first, "region", Mode::read);
                                       scheduler.lock(&shared.first, "region", Mode::read);
                                     }}),
                                     {0});
  EXPECT_EQ(describe(execution), "thread 1 takes lock region a second time, after step 1\n");
}

TEST(Scheduler, RefusesToUnlockWhatTheThreadDoesNotHold) {
  const Work holder = [](Scheduler& scheduler, Shared& shared) {
    scheduler.lock(&shared.first, "region", Mode::write);
  };
  const Work thief = [](Scheduler& scheduler, Shared& shared) {
    scheduler.yield("look");
    scheduler.unlock(&shared.first);
  };
  const Execution execution = replay(program_of({holder, thief}), {0, 1});
  EXPECT_EQ(execution.ending, Ending::misuse);
  EXPECT_EQ(describe(execution), "thread 2 unlocks a lock that it does not hold, after step 2\n");
}

TEST(Scheduler, LetsReadersInTogetherAndWritersAlone) {
  const Work reader = [](Scheduler& scheduler, Shared& shared) {
    const Guard guard(scheduler, shared.first, "region", Mode::read);
    scheduler.yield("inside");
  };
  const Work writer = [](Scheduler& scheduler, Shared& shared) {
    const Guard guard(scheduler, shared.first, "region", Mode::write);
  };
  const Program program = program_of({reader, reader, writer});
  EXPECT_EQ(replay(program, {0, 1, 0, 1, 1, 0, 2, 2}).ending, Ending::finished);
  Scheduler scheduler;
  Replay too_early({0, 1, 0, 0, 2});
  EXPECT_EQ(scheduler.run(program, too_early).ending, Ending::given_up);
  EXPECT_EQ(too_early.refusal(),
            "step 5 of the schedule is thread 3's, but only thread 2 can go on");
}

TEST(Scheduler, TakesAFallibleStepForAStepUnlessALockIsHeldToWrite) {
  for (const auto& [mode, steps] : {std::pair{Mode::read, 4u}, {Mode::write, 3u}}) {
    const Program program = program_of({[mode = mode](Scheduler& scheduler, Shared& shared) {
      scheduler.fallible("alone");
      const Guard guard(scheduler, shared.first, "region", mode);
      scheduler.fallible("inside");
    }});
    EXPECT_EQ(replay(program, Schedule(steps, 0)).events.size(), steps);
  }
}

TEST(Scheduler, EndsALivelockAtTheBoundOnSteps) {
  Options options;
  options.max_steps = 50;
  const Program program = program_of({[](Scheduler& scheduler, Shared&) {
    for (;;) scheduler.yield("spin");
  }});
  Scheduler scheduler(options);
  DepthFirst strategy;
  std::size_t steps = 0;
  const Exploration result =
      explore(scheduler, program, strategy, {}, [&](const Execution& execution) {
        EXPECT_EQ(execution.ending, Ending::livelock);
        EXPECT_EQ(describe(execution), "livelock: no end after 50 steps\n");
        steps = execution.events.size();
        return true;
      });
  EXPECT_EQ(steps, 50u);
  EXPECT_EQ(result.verdict, Verdict::sampled);
}

TEST(Scheduler, ThrowsWhatABodyThrowsAndTearsTheOthersDown) {
  int ended = 0;
  Program program = program_of({[](Scheduler& scheduler, Shared&) {
                                  scheduler.yield("first");
                                  throw std::runtime_error("an assertion of the engine");
                                },
                                locks_in_order(&Shared::first, &Shared::second)});
  program.end = [&](const Execution&) { ++ended; };
  Scheduler scheduler;
  Replay strategy({1, 0});
  EXPECT_THROW(scheduler.run(program, strategy), std::runtime_error);
  EXPECT_EQ(ended, 1);
  Replay again({1, 0});
  EXPECT_THROW(scheduler.run(program, again), std::runtime_error);
}

// An engine that throws on a failed step unlocks while it unwinds, and others run in between.
TEST(Scheduler, KeepsTheExceptionsOfTwoThreadsApart) {
  const Work body = [](Scheduler& scheduler, Shared& shared) {
    const int mine = static_cast<int>(scheduler.current());
    try {
      const Guard guard(scheduler, shared.first, "region", Mode::read);
      throw mine;
    } catch (int caught) {
      scheduler.yield("in the handler");
      EXPECT_EQ(caught, mine);
      try {
        throw;
      } catch (int again) {
        EXPECT_EQ(again, mine);
      }
    }
    EXPECT_EQ(std::uncaught_exceptions(), 0);
  };
  Scheduler scheduler;
  DepthFirst strategy;
  const Exploration result =
      explore(scheduler, program_of({body, body}), strategy, {}, [](const Execution& execution) {
        EXPECT_EQ(execution.ending, Ending::finished);
        return true;
      });
  EXPECT_EQ(result.verdict, Verdict::complete);
  EXPECT_EQ(result.executions, 20u);  // three steps each: 6 over 3
}

TEST(Scheduler, TakesNoStepsOutsideABody) {
  Program program = program_of({[](Scheduler& scheduler, Shared&) { scheduler.yield("only"); }});
  const auto begin = program.begin;
  int outside = 0;
  program.begin = [&](Scheduler& scheduler) {
    scheduler.lock(&outside, "outside", Mode::write);
    scheduler.atomic(&outside, "outside", Mode::write);
    scheduler.plain(&outside, sizeof outside, "outside", Mode::write);
    scheduler.unlock(&outside);
    scheduler.yield("outside");
    EXPECT_EQ(scheduler.current(), no_thread);
    return begin(scheduler);
  };
  EXPECT_EQ(replay(program, {0}).events.size(), 1u);
}

}  // namespace
}  // namespace claimcheck::schedule
