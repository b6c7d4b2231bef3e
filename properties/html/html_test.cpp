// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <rapidcheck/gtest.h>

#include <cerrno>
#include <chrono>
#include <csignal>

#include "model/step.hpp"
#include "properties/html/html_testing.hpp"
#include "properties/html/lanes.hpp"
#include "properties/html/shown_state.hpp"
#include "properties/process/plugin.hpp"
#include "properties/schedule/depth_first.hpp"
#include "properties/schedule/picture.hpp"

namespace claimcheck::html {
namespace {

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

Broken broken_on(const engines::Engine& engine, const std::string& lines) {
  auto trace = model::parse("claimcheck trace 1\n" + lines).trace;
  const auto replayed = replay::replay_trace(engine, trace);
  EXPECT_TRUE(replayed.difference) << lines;
  return {trace, replayed.difference.value(), replayed.last_lines};
}

const std::string one_region =
    "region 0 dynamic base 4G size 1G align 2M seq-base 1\n"
    "tag A 11111111-1111-1111-1111-111111111111\n";

TEST(Markup, EscapesAllThatHtmlGivesAMeaning) {
  EXPECT_EQ(markup("<p>{}</p>", "<b a=\"1\" c='2'>&").text(),
            "<p>&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;</p>");
  EXPECT_EQ(markup("{}{}", markup("<i>{}</i>", "<"), 7).text(), "<i>&lt;</i>7");
}

TEST(Markup, TakesUtf8AsItIsAndNoOtherBytes) {
  EXPECT_EQ(escape("\xc3\xa4 \xe2\x82\xac \xf0\x9f\x98\x80").text(),
            "\xc3\xa4 \xe2\x82\xac \xf0\x9f\x98\x80");
  for (const std::string_view bad : {"\xff", "\xc0", "\x01", "\x7f", "\xe2"}) {
    EXPECT_EQ(escape(bad).text(), "\xef\xbf\xbd") << bad;
  }
  // A surrogate and an overlong slash.
  EXPECT_EQ(escape("\xed\xa0\x80").text(), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
  EXPECT_EQ(escape("\xe0\x80\xaf").text(), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
  EXPECT_EQ(escape("a\nb\tc").text(), "a\nb\tc");
}

RC_GTEST_PROP(Markup, LeavesNoCharacterThatCouldOpenAnything, (const std::string& text)) {
  const auto escaped = escape(text).text();
  RC_ASSERT(escaped.find_first_of("<>\"'") == std::string::npos);
}

TEST(RegionMap, ShowsTheContractsStateAsAnEngineThatKeepsItDoes) {
  const auto trace = model::parse("claimcheck trace 1\n" + one_region +
                                  "offer 0 A  at 2M +2M, at 0 +4K lost\noffer 0 untagged  at 8M "
                                  "+2M\nwrite 0.0 uuid 0\ncreate 0\nwrite 0.1 uuid A\n")
                         .trace;
  std::size_t steps = 0;
  judge::Watch watch;
  watch.step = [&](const judge::StepReport& report) {
    ++steps;
    EXPECT_TRUE(engines::same(snapshot_of(trace.setup, report.state), report.snapshot));
  };
  EXPECT_FALSE(judge::run(engines::Engine::named("indexed"), trace, watch));
  EXPECT_EQ(steps, trace.steps.size());
}

TEST(RegionMap, NumbersTheMembersThatAreLostAsTheirOfferDoes) {
  const auto trace =
      model::parse("claimcheck trace 1\n" + one_region +
                   "offer 0 A  at 0 +2M lost, at 2M +2M, at 4M +2M lost\nrelease 0 A\n")
          .trace;
  auto state = model::initial_state(trace.setup);
  model::step<model::Checks::off>(trace.setup, state, trace.steps[0].operation);
  const auto lost = lost_members(trace, 0, snapshot_of(trace.setup, state));
  ASSERT_EQ(lost.size(), 2u);
  EXPECT_EQ(lost[0].seq, 1);
  EXPECT_EQ(lost[1].seq, 3);
  // Of a tag that is gone nothing is missing.
  model::step<model::Checks::off>(trace.setup, state, trace.steps[1].operation);
  EXPECT_TRUE(lost_members(trace, 1, snapshot_of(trace.setup, state)).empty());
}

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
  // A second and less; it was a quarter of a minute, and grew with the square.
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(8));
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

TEST(Page, OfAReplaySaysWhatHoldsWhereNothingIsBroken) {
  const auto engine = engines::Engine::named("posted");
  const auto holds = replay::replay_trace(
      engine, model::parse("claimcheck trace 1\n" + one_region + "read 0.0 size\n").trace);
  EXPECT_TRUE(contains(replay_page(engine, {holds}, options::ExitStatus::holds),
                       "<h1>posted keeps the contract in 1 trace</h1>"));
  EXPECT_TRUE(contains(replay_page(engine, {holds, holds}, options::ExitStatus::no_verdict),
                       "<h1>No verdict on posted from 2 traces</h1>"));
}

TEST(Page, AllDefectsOfThePostedEngineAreSmallMadeInASecondAndTheSameBytesAgain) {
  const auto engine = engines::Engine::named("posted");
  const auto replayed = replayed_corpus();
  const auto begin = std::chrono::steady_clock::now();
  const auto page = replay_page(engine, replayed, options::ExitStatus::broken);
  const auto took = std::chrono::steady_clock::now() - begin;
  const auto films = count(page, "<section class=\"film\"");
  EXPECT_GE(films, 12u);
  EXPECT_LT(page.size(), 2u << 20);
  // A second on a machine of its own; a test shares it.
  EXPECT_LT(took, std::chrono::seconds(10));
  EXPECT_EQ(page, replay_page(engine, replayed, options::ExitStatus::broken));
}

TEST(Page, AsksForNothingFromElsewhere) {
  const auto page =
      replay_page(engines::Engine::named("posted"), replayed_corpus(), options::ExitStatus::broken);
  for (const auto* part : {"http:", "https:", "src=", "@import", "url(", "fetch("}) {
    EXPECT_FALSE(contains(page, part)) << part;
  }
}

TEST(Page, ARunWithoutAVerdictSaysWhatIsMissing) {
  report::RunReport report;
  report.engine = "indexed";
  report.modes = {false, true, false, false, false};
  const auto page = run_page(engines::Engine::named("indexed"), report, {});
  EXPECT_TRUE(contains(page, "NO VERDICT"));
  EXPECT_TRUE(contains(page, "not exercised: T3 "));
  EXPECT_FALSE(contains(page, "class=\"film\""));
}

TEST(Page, ARunShowsWhenEachClauseWasExercised) {
  report::RunReport report;
  report.engine = "indexed";
  report.modes = {false, true, false, false, false};
  report.stages = {{"check", {}, {}}};
  auto& timeline = report.stages.front().timeline;
  timeline.traces = 4000;
  timeline.first[static_cast<std::size_t>(model::Clause::T3)] = 73;
  timeline.exercised[0][static_cast<std::size_t>(model::Clause::T3)] = 5;
  const auto page = run_page(engines::Engine::named("indexed"), report, {});
  EXPECT_TRUE(contains(page, fmt::format("check: 1 of {} clauses were exercised, the last of them "
                                         "first in trace 73 of 4000",
                                         model::clause_count)));
  EXPECT_TRUE(contains(page, "<th scope=\"row\">T3</th><td class=\"count\">73</td>"));
  EXPECT_EQ(count(page, "class=\"area\""), 1u);
}

TEST(Page, ARunShowsHowThoroughItWas) {
  report::RunReport report;
  report.engine = "indexed";
  report.modes = {false, true, false, false, false};
  report.stages = {{"check", {}, {}}};
  const auto without = run_page(engines::Engine::named("indexed"), report, {});
  EXPECT_FALSE(contains(without, "How thorough it was"));
  auto& reached = report.stages.front().reached;
  reached.traces = 7;
  reached.visited = "0110";
  reached.histograms.add(reach::Dimension::region_kind, 1);
  const auto page = run_page(engines::Engine::named("indexed"), report, {});
  EXPECT_TRUE(contains(page, "<h2>How thorough it was</h2><p>2 of the 4 states (50.0%)"));
  reached.visited.clear();
  EXPECT_FALSE(contains(run_page(engines::Engine::named("indexed"), report, {}), "<p>.</p>"));
  EXPECT_TRUE(contains(page, "check, region: kind"));
  EXPECT_TRUE(contains(page, "<th scope=\"row\">static</th><td class=\"count\">1</td>"));
}

report::Assurance everything_checked() {
  report::Assurance assurance;
  assurance.budget = "indexed, seed 1";
  assurance.scope = "  --tags 1: 3 states\n  --tags 2: 9 states\n";
  assurance.rows = report::rows_of({{model::Clause::T2, report::EvidenceKind::theorem, "b"},
                                    {model::Clause::T2, report::EvidenceKind::seeded_bug, "101"}});
  for (auto& row : assurance.rows) row.exercised.check = 12'345;
  return assurance;
}

TEST(Page, OfAnAssuranceSaysWhatEachClauseRestsOn) {
  auto assurance = everything_checked();
  const auto holds = assurance_page(assurance);
  EXPECT_TRUE(contains(holds, fmt::format("All {} clauses hold, 1 of them by kinds of evidence",
                                          model::clause_count)));
  EXPECT_EQ(count(holds, "data-is=\"check\">12345</td>"), model::clause_count);
  EXPECT_TRUE(contains(holds, "data-is=\"seeded bugs found\">101</td>"));
  EXPECT_TRUE(contains(holds, "<li>explore   --tags 2: 9 states</li>"));
  EXPECT_TRUE(contains(holds, "<li>no seeded bug of T3</li>"));
  assurance.is_finished = false;
  EXPECT_TRUE(contains(assurance_page(assurance), "NO VERDICT"));
  assurance.rows.front().broken = true;
  EXPECT_TRUE(contains(assurance_page(assurance), "<h1>1 clauses are broken</h1>"));
}

TEST(Page, AnExplorationShowsItsDepths) {
  report::ExploreCommand command;
  command.engine = std::string(report::no_engine);
  report::ExploreReport report;
  report.report.distinct = 11;
  report.report.states_per_depth = {1, 4, 6};
  report.report.goals = {{model::Clause::T3, 2}, {model::Clause::T4, std::nullopt}};
  const auto page = explore_page(nullptr, command, report);
  EXPECT_EQ(count(page, "operations</th>"), 3u);
  EXPECT_TRUE(contains(page, "never reached"));
}

TEST(Page, RealThreadsThatShowedNothingAreToldApartFromThoseThatNeverRan) {
  const auto engine = engines::Engine::named("indexed");
  const auto holds = soak_page(engine, nullptr, {"7 executions"}, options::ExitStatus::holds);
  EXPECT_TRUE(contains(holds, "Every history of indexed equals some sequential one"));
  EXPECT_TRUE(contains(holds, "<li>7 executions</li>"));
  const auto open = soak_page(engine, nullptr, {}, options::ExitStatus::no_verdict);
  EXPECT_TRUE(contains(open, "NO VERDICT"));
}

}  // namespace
}  // namespace claimcheck::html
