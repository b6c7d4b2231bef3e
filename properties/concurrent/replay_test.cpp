// SPDX-License-Identifier: MIT
// What a trace with a schedule promises: strictly that schedule, and the same history every time.
#include <gtest/gtest.h>

#include <cerrno>

#include "model/trace/trace_text.hpp"
#include "properties/concurrent/runner.hpp"
#include "properties/judge/blame.hpp"
#include "properties/schedule/depth_first.hpp"
#include "properties/schedule/replay.hpp"
#include "properties/testing/distorted.hpp"

namespace claimcheck::concurrent {
namespace {

constexpr std::string_view race_for_a_tag = R"(claimcheck trace 1

region 0 dynamic base 4G size 1G align 2M seq-base 1
tag A 11111111-1111-1111-1111-111111111111

offer 0 A  at 0 +2M, at 2M +2M
create 0
thread 1: write 0.0 uuid A  ! register-mapping#2
thread 2: write 0.1 uuid A
thread 2: read 0.1 size
thread 3: read 0 available_size
)";

model::Trace trace_of(std::string_view text) {
  return model::parse(text).trace;
}

// All that an execution lets anybody see.
struct Seen {
  schedule::Schedule schedule;
  std::vector<std::int64_t> results;
  std::vector<std::string> texts;
  std::vector<linearizability::Stamp> stamps;

  auto operator<=>(const Seen&) const = default;
};

Seen seen_of(const Runner::Judged& judged) {
  Seen seen;
  seen.schedule = schedule::schedule_of(judged.execution);
  for (const auto& call : judged.history) {
    if (!call.outcome) continue;
    seen.results.push_back(call.outcome->observed.result);
    seen.texts.push_back(call.outcome->observed.text);
    seen.stamps.push_back(call.invoke);
    seen.stamps.push_back(call.response);
  }
  return seen;
}

// The last of some executions, which is no simple one.
Seen some_execution(const engines::Engine& engine, const model::Trace& trace) {
  Runner runner(engine);
  schedule::DepthFirst strategy;
  schedule::Limits limits;
  limits.max_executions = 5'000;
  Seen last;
  runner.explore(trace, strategy, limits, [&](const Runner::Judged& judged) {
    last = seen_of(judged);
    return true;
  });
  return last;
}

// The race as it is saved with this schedule, and read again.
model::Trace saved(const schedule::Schedule& schedule) {
  auto trace = trace_of(race_for_a_tag);
  for (const auto thread : schedule) trace.schedule.push_back(thread + 1);
  return trace_of(model::print(model::document(trace)));
}

schedule::Schedule schedule_in(const model::Trace& trace) {
  schedule::Schedule threads;
  for (const auto thread : trace.schedule) threads.push_back(thread - 1);
  return threads;
}

TEST(ConcurrentReplay, GivesTheSameHistoryEachOfAThousandTimes) {
  const auto engine = engines::Engine::named("indexed");
  const auto first = some_execution(engine, trace_of(race_for_a_tag));
  ASSERT_EQ(first.results.size(), 4u);
  const auto trace = saved(first.schedule);
  for (int time = 0; time < 1'000; ++time) {
    Runner runner(engine);
    schedule::Replay strategy(schedule_in(trace));
    Seen again;
    runner.explore(trace, strategy, {}, [&](const Runner::Judged& judged) {
      again = seen_of(judged);
      EXPECT_FALSE(judged.difference);
      return true;
    });
    ASSERT_EQ(strategy.refusal(), "");
    ASSERT_EQ(again, first) << time;
  }
}

// Answers a read wrongly while another operation is under way.
struct WrongAmongOthers : testing::NoFault {
  void before(const claimcheck_operation&, const claimcheck_env&) { ++running; }
  void after(const claimcheck_operation& operation, claimcheck_outcome& outcome,
             const claimcheck_env&) {
    if (operation.kind == CLAIMCHECK_READ_AVAILABLE && running > 1) outcome.text[0] = '7';
    --running;
  }
  int running = 0;
};

TEST(ConcurrentReplay, ShowsWhatBreaksC1EachOfAThousandTimes) {
  const auto engine = testing::engine_with<WrongAmongOthers>();
  const judge::Defect wrong{model::Clause::C1, "history",
                            judge::thread_kinds(trace_of(race_for_a_tag))};
  const auto found = with_schedule(engine, trace_of(race_for_a_tag), wrong, {10'000});
  ASSERT_TRUE(found);
  const auto trace = saved(schedule_in(*found));
  const auto first = replay(engine, trace).difference;
  ASSERT_TRUE(first);
  for (int time = 0; time < 1'000; ++time) {
    const auto again = replay(engine, trace);
    ASSERT_EQ(again.refusal, "");
    ASSERT_TRUE(again.difference) << time;
    EXPECT_EQ(again.difference->defect, wrong);
    ASSERT_EQ(again.difference->message, first->message) << time;
  }
}

TEST(ConcurrentReplay, RefusesAScheduleThatDoesNotFit) {
  const auto engine = engines::Engine::named("indexed");
  const auto trace = saved(some_execution(engine, trace_of(race_for_a_tag)).schedule);
  for (const bool is_longer : {false, true}) {
    auto other = trace;
    if (is_longer) {
      other.schedule.push_back(1);
    } else {
      other.schedule.pop_back();
    }
    const auto replayed = replay(engine, other);
    EXPECT_NE(replayed.refusal, "");
    EXPECT_FALSE(replayed.difference);
  }
}

TEST(ConcurrentReplay, ShowsThreadsAsColumns) {
  const auto engine = engines::Engine::named("indexed");
  const auto trace = saved(some_execution(engine, trace_of(race_for_a_tag)).schedule);
  const auto text = picture(engine, trace);
  for (const auto* word : {"thread 1", "thread 3", "write 0.1 uuid A", "region-lock"}) {
    EXPECT_NE(text.find(word), std::string::npos) << word << "\n" << text;
  }
}

// What a search reads before the threads start, to know what is there, is judged as any read is.
struct SeesNothingAvailable : testing::NoFault {
  void after(const claimcheck_operation& operation, claimcheck_outcome& outcome,
             const claimcheck_env& env) {
    const bool is_before_threads = env.self(env.context) == 0;
    if (operation.kind == CLAIMCHECK_READ_AVAILABLE && is_before_threads) outcome.result = -EIO;
  }
};

TEST(AReadBeforeTheThreads, IsJudged) {
  const auto trace = trace_of(
      "claimcheck trace 1\nregion 0 dynamic base 4G size 1G align 2M seq-base 1\n"
      "thread 1: read 0.0 size\nthread 2: read 0 available_size\n");
  const auto engine = engines::Engine::of(*testing::Distorted<SeesNothingAvailable>::api());
  const auto searched = search(engine, trace, {1000});
  ASSERT_TRUE(searched.difference);
  EXPECT_EQ(searched.difference->defect.clause, model::Clause::V5);
  EXPECT_NE(searched.difference->message.find("before the threads: read 0 available_size"),
            std::string::npos)
      << searched.difference->message;
  EXPECT_FALSE(search(engines::Engine::named("indexed"), trace, {1000}).difference);
}

// As one does that has threads of its own, or looks at a clock.
struct TakesOtherSteps : testing::NoFault {
  void before(const claimcheck_operation&, const claimcheck_env& env) {
    static int calls = 0;
    for (int more = ++calls % 7; more > 0; --more) {
      env.atomic(env.context, &calls, more % 2 == 0 ? "even" : "odd", CLAIMCHECK_WRITE);
    }
  }
};

TEST(AnEngineThatTakesOtherStepsEachTime, IsRefusedAndNoErrorOfOurs) {
  const auto engine = engines::Engine::of(*testing::Distorted<TakesOtherSteps>::api());
  EXPECT_THROW(search(engine, trace_of(race_for_a_tag), {1000}), engines::EngineError);
}

}  // namespace
}  // namespace claimcheck::concurrent
