// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cerrno>
#include <chrono>
#include <csignal>

#include "properties/html/html_testing.hpp"
#include "properties/html/lanes.hpp"
#include "properties/process/plugin.hpp"
#include "properties/schedule/depth_first.hpp"
#include "properties/schedule/picture.hpp"

namespace claimcheck::html {
namespace {

TEST(Film, T3ShowsTheLostMemberBothAnswersAndTheNeighbourThatPasses) {
  const auto engine = engines::Engine::named("posted");
  const auto broken =
      broken_on(engine, one_region + "offer 0 A  at 0 +2M, at 2M +2M lost\nwrite 0.0 uuid A\n");
  const auto film = film_of(engine, broken);
  ASSERT_EQ(film.frames.size(), 2u);
  const auto& last = film.frames.back().text();
  EXPECT_TRUE(contains(last, "extent lost")) << last;
  EXPECT_TRUE(contains(last, "returns <b>EINVAL by T3</b>")) << last;
  EXPECT_TRUE(contains(last, "returns <b>ok</b>")) << last;
  EXPECT_TRUE(contains(last, "class=\"mapping\"")) << last;
  ASSERT_TRUE(film.neighbour);
  EXPECT_EQ(film.neighbour->without, "the loss of a member");
  ASSERT_EQ(film.neighbour->lines.size(), 3u);
  EXPECT_TRUE(film.neighbour->lines[0].removed);
  EXPECT_TRUE(film.neighbour->lines[2].text.ends_with("-> ok"));
  // Both members are there, and the device has them.
  EXPECT_EQ(count(film.neighbour->map.text(), "class=\"mapping\""), 2u)
      << film.neighbour->map.text();
}

TEST(Film, A1ShowsTheFailureThatWasInjectedAndPassesWithoutIt) {
  const auto engine = engines::Engine::named("posted");
  const auto broken = broken_on(engine, one_region +
                                            "offer 0 A  at 0 +2M, at 2M +2M\n"
                                            "write 0.0 uuid A  ! reserve-range#2 -> ENOMEM\n");
  const auto film = film_of(engine, broken);
  ASSERT_EQ(film.frames.size(), 2u);
  EXPECT_TRUE(contains(film.frames.back().text(), "<code>reserve-range</code>, call 2"));
  ASSERT_TRUE(film.neighbour);
  EXPECT_EQ(film.neighbour->without, "the failure of reserve-range");
}

struct DiesAtARead : testing::NoFault {
  void before(const claimcheck_operation& operation, const claimcheck_env&) {
    if (operation.kind == CLAIMCHECK_READ_SIZE) raise(SIGKILL);
  }
};

TEST(Film, AnEngineThatDiesHasAFrameForTheStepItDiedIn) {
  const auto engine = testing::engine_with<DiesAtARead>();
  const auto broken = broken_on(engine, one_region + "offer 0 A  at 0 +2M\nread 0.0 size\n");
  const auto film = film_of(engine, broken);
  ASSERT_EQ(film.frames.size(), 2u);
  EXPECT_TRUE(contains(film.frames.back().text(), "data-step=\"1\""));
  EXPECT_TRUE(contains(film.frames.back().text(), "killed by SIGKILL"));
}

TEST(Film, C1ShowsThreadsAsLanesAndTheOrderThatWasTried) {
  const auto engine = testing::engine_with<WrongInTheSecondThread>();
  const auto replayed = replayed_threads();
  ASSERT_TRUE(replayed.difference);
  const auto film = film_of(engine, {replayed.trace, *replayed.difference});
  EXPECT_EQ(film.frames.size(), 1u);  // of the offer before the threads
  const auto& threads = film.threads.text();
  EXPECT_TRUE(contains(threads, "thread 2</b> begins <code>read 0.0 size</code>")) << threads;
  EXPECT_TRUE(contains(threads, "class=\"lock lock-0\"")) << threads;
  const auto& order = film.order.text();
  EXPECT_TRUE(contains(order,
                       "The longest order that the contract allows: <b>the start, then step "
                       "2</b>"))
      << order;
  EXPECT_TRUE(contains(order, "<b>step 3</b> <code>read 0.0 size</code>")) << order;
  ASSERT_TRUE(film.neighbour);
  EXPECT_EQ(film.neighbour->without, "step 3");
}

struct BusyBesideAnother : testing::NoFault {
  void before(const claimcheck_operation&, const claimcheck_env&) { met = ++running > 1; }
  void after(const claimcheck_operation& operation, claimcheck_outcome& outcome,
             const claimcheck_env& env) {
    if (operation.kind == CLAIMCHECK_CREATE) {
      if (met) outcome.result = -EIO;
      // What it is not interrupted in takes more steps.
      if (!met) env.atomic(env.context, this, "count", CLAIMCHECK_WRITE);
    }
    --running;
  }
  int running = 0;
  bool met = false;
};

TEST(Film, OfAnInterleavingPassesWithOnePreemptionLess) {
  const auto engine = testing::engine_with<BusyBesideAnother>();
  const auto broken = broken_on(engine, one_region + "thread 1: create 0\nthread 2: create 0\n");
  const auto film = film_of(engine, broken);
  ASSERT_TRUE(film.neighbour);
  EXPECT_TRUE(film.neighbour->without.starts_with("the switch from thread "))
      << film.neighbour->without;
  EXPECT_TRUE(film.neighbour->lines.empty());
  const auto& threads = film.neighbour->threads.text();
  EXPECT_EQ(count(threads, "</b> returns <code>ENOSPC"), 2u) << threads;
  EXPECT_FALSE(contains(threads, "EIO")) << threads;
  // Steps that are the same are not drawn again, and the numbers go on.
  EXPECT_FALSE(contains(threads, "class=\"number\">1<")) << threads;
  EXPECT_TRUE(
      contains(section(broken, film, 1).text(), "goes on like this:</p><ol class=\"rows\""));
}

// The posted engine does not take the steps that the file's schedule names.
TEST(Film, OfATraceWithAScheduleThatIsAnotherEnginesShowsOneThatIs) {
  const auto path =
      installation::installation().corpus() / "scenarios/threads-read-beside-a-rollback.trace";
  const auto engine = engines::Engine::named("posted");
  const auto replayed = replay::replay_file(engine, path);
  ASSERT_TRUE(replayed.difference);
  ASSERT_FALSE(replayed.trace.schedule.empty());
  const auto film = film_of(engine, {replayed.trace, *replayed.difference});
  EXPECT_TRUE(contains(film.threads.text(), "thread 2</b> begins"));
  EXPECT_TRUE(contains(film.order.text(), "The longest order that the contract allows"));
}

// What a person wrote may show two defects: posted reads the uuid wrong whatever fails.
TEST(Film, OfATraceWithTwoDefectsPassesWithoutTwoThings) {
  const auto path =
      installation::installation().corpus() / "scenarios/threads-read-beside-a-rollback.trace";
  const auto engine = engines::Engine::named("posted");
  const auto replayed = replay::replay_file(engine, path);
  ASSERT_TRUE(replayed.difference);
  const auto film = film_of(engine, {replayed.trace, *replayed.difference});
  ASSERT_TRUE(film.neighbour);
  EXPECT_EQ(film.neighbour->without, "the failure of register-mapping and step 4");
  const auto& lines = film.neighbour->lines;
  ASSERT_EQ(lines.size(), 5u);
  EXPECT_TRUE(lines[1].removed && lines[2].added && lines[4].removed);
}

TEST(Film, OfThousandsOfOperationsDrawsTheLastOnesAndIsMadeAtOnce) {
  std::string lines = one_region;
  for (int i = 0; i < 2000; ++i) lines += "offer 0 A  at 0 +2M\nrelease 0 A\n";
  const auto engine = engines::Engine::named("posted");
  const auto broken = broken_on(engine, lines + "read 0.0 uuid\n");
  const auto begin = std::chrono::steady_clock::now();
  const auto film = film_of(engine, broken);
  // A second and less; it was a quarter of a minute, and grew with the square. A sanitizer makes it
  // ten times as slow.
  const std::chrono::seconds limit(CLAIMCHECK_IS_SANITIZED ? 120 : 8);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, limit);
  EXPECT_EQ(film.frames.size(), 200u);
  EXPECT_TRUE(contains(film.frames.front().text(), "data-step=\"3801\""));
  // Nothing is new in it but what the step itself brought.
  EXPECT_TRUE(contains(film.frames.back().text(), "It changed nothing on either side."));
  const auto shown = section(broken, film, 1).text();
  EXPECT_TRUE(contains(shown, "The last 200 of 4001 steps are drawn."));
  EXPECT_TRUE(contains(shown, "--digits:4"));
}

#ifdef INSTRUMENTED_PLUGIN
// It counts without a lock, and nothing but its own loads and stores tells.
TEST(Film, OfAnInstrumentedPluginQuotesTheStatementsThatRace) {
  const auto engine = process::engine_named(INSTRUMENTED_PLUGIN);
  const auto broken = broken_on(engine, one_region +
                                            "thread 1: read 0.0 size\n"
                                            "thread 2: read 0.0 size\n");
  const auto source = film_of(engine, broken).source.text();
  EXPECT_TRUE(contains(source, "instrumented.c:")) << broken.difference.message;
  EXPECT_TRUE(contains(source, ", apply():\n&gt;   self-&gt;operations++;")) << source;
}
#endif

// So that the schedule in the file, and "after step 3" of a message, can be found in the picture.
TEST(Lanes, HaveARowForEachStepOfTheSchedule) {
  const auto engine = engines::Engine::named("indexed");
  concurrent::Runner runner(engine, {.notes = true});
  schedule::DepthFirst strategy;
  schedule::Limits limits;
  limits.max_executions = 50;
  runner.explore(threads_trace(), strategy, limits, [](const concurrent::Runner::Judged& judged) {
    schedule::Schedule threads;
    for (const auto& row : schedule::rows_of(judged.execution)) threads.push_back(row.thread);
    EXPECT_EQ(threads, schedule::schedule_of(judged.execution));
    return true;
  });
}

TEST(Lanes, GiveEachLockALookOfItsOwn) {
  std::vector<std::string> names;
  for (int i = 0; i < 9; ++i) names.push_back(fmt::format("lock-of-{}", i));
  schedule::Execution execution;
  execution.threads = 1;
  for (const auto& name : names) {
    execution.events.push_back(
        {0, {schedule::StepKind::lock, schedule::Mode::write, 0, name.c_str()}});
  }
  const auto drawn =
      lanes(model::parse("claimcheck trace 1\n" + one_region).trace, execution).text();
  EXPECT_TRUE(contains(drawn, "<i class=\"lock lock-0\"></i>lock-of-0 held")) << drawn;
  EXPECT_TRUE(contains(drawn, "<i class=\"lock lock-7\"></i>lock-of-7 held")) << drawn;
  EXPECT_TRUE(contains(drawn, "<i class=\"lock lock-0 again\"></i>lock-of-8 held")) << drawn;
}

}  // namespace
}  // namespace claimcheck::html
