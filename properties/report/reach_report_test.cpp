// SPDX-License-Identifier: MIT
#include "properties/report/reach_report.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "properties/generate/traces.hpp"
#include "properties/reach/tally.hpp"

namespace claimcheck::report {
namespace {

RunReport counted(std::uint64_t traces = 100) {
  const auto engine = engines::Engine::named("indexed");
  const auto trace = [&](std::uint64_t index) {
    return generate::trace_of(engine.api(), 1, index);
  };
  const reach::Plan plan(trace, traces);
  const auto tally = std::make_unique<reach::Tally>();
  reach::Counter counter(plan, *tally);
  for (std::uint64_t index = 0; index < traces; ++index) counter.count(index, trace(index));
  RunReport report;
  report.stages.push_back({"check", {}, {}, plan.result(*tally)});
  return report;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(ReachReport, SaysInTheSummaryWhatWasGeneratedAndReached) {
  const auto report = counted();
  EXPECT_TRUE(generated_words(report).starts_with("1 to ")) << generated_words(report);
  const auto reached = reached_words(report);
  EXPECT_TRUE(has(reached, " of the 3588 states (")) << reached;
  EXPECT_TRUE(has(reached, "kinds of step; chance that one more trace has another: ")) << reached;
  EXPECT_TRUE(has(summary(report), "\nreached       ")) << summary(report);
}

TEST(ReachReport, WritesAChanceOfAllAsOneDoes) {
  for (std::uint64_t traces = 1; traces <= 5; ++traces) {
    const auto reached = reached_words(counted(traces));
    EXPECT_FALSE(has(reached, "e+")) << reached;
    EXPECT_TRUE(has(reached, "100%")) << reached;
  }
}

TEST(ReachReport, HasATableThatFitsIn80Columns) {
  const auto table = generated_table(counted());
  std::size_t lines = 0;
  std::istringstream in(table);
  for (std::string line; std::getline(in, line); ++lines) EXPECT_LE(line.size(), 80U) << line;
  EXPECT_GT(lines, 40U);
  EXPECT_TRUE(has(table, "\n  trace: regions                     100  1 ")) << table;
  EXPECT_TRUE(has(table, "\nrarest of ")) << table;
}

TEST(ReachReport, SaysNothingOfCountsThatAnEngineWroteOver) {
  auto report = counted();
  report.stages[0].report.is_credible = false;
  EXPECT_EQ(generated_words(report), "");
  EXPECT_EQ(reached_words(report), "");
  EXPECT_EQ(generated_table(report), "");
}

// An engine can write over the counts without anybody's seeing it: no row is taken at its word.
TEST(ReachReport, SurvivesRowsThatNobodyCounted) {
  auto report = counted();
  report.stages[0].reached.behaviours.push_back({~std::uint64_t{0}, 1, 1, 0, 0});
  EXPECT_FALSE(generated_table(report).empty());
  const auto steps = reached_json(report.stages[0].reached).at("steps");
  EXPECT_EQ(steps.size() + 1, report.stages[0].reached.behaviours.size());
}

TEST(ReachReport, HasAllThatWasCountedInJson) {
  const auto report = counted();
  const auto generated = generated_json(report.stages[0].reached);
  EXPECT_GT(generated.size(), 15U);
  std::uint64_t traces = 0;
  for (const auto& value : generated.at(0).at("values")) {
    traces += value.at("count").get<std::uint64_t>();
  }
  EXPECT_EQ(traces, 100U);
  const auto reached = reached_json(report.stages[0].reached);
  EXPECT_EQ(reached.at("states"), 3588);
  EXPECT_GT(reached.at("new_step_in_a_state").at("chance").get<double>(), 0.3);
}

}  // namespace
}  // namespace claimcheck::report
