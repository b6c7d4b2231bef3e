// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <rapidcheck/gtest.h>

#include <chrono>

#include "model/step.hpp"
#include "properties/html/html_testing.hpp"
#include "properties/html/shown_state.hpp"

namespace claimcheck::html {
namespace {

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
