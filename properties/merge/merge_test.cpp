// SPDX-License-Identifier: MIT
#include "properties/merge/merge.hpp"

#include <gtest/gtest.h>

#include "properties/merge/run_members.hpp"
#include "properties/testing/program.hpp"

namespace claimcheck::merge {
namespace {

using model::Clause;

judge::Finding finding_in(std::uint64_t index, Clause clause) {
  judge::Finding finding;
  finding.defect = {clause, "outcome", {"write-uuid"}};
  finding.message = "returned ok, expected EINVAL";
  finding.trace = model::parse(
                      "claimcheck trace 1\n"
                      "region 0 dynamic base 4G size 1G align 2M seq-base 1\n"
                      "create 0\n")
                      .trace;
  finding.index = index;
  finding.last_lines = {"said so"};
  return finding;
}

// The report of shard `shard` of `shards`, with a stage of one trace.
ShardReport shard(std::uint64_t shard, std::uint64_t shards) {
  ShardReport made;
  made.file = std::to_string(shard + 1) + ".json";
  made.options.shard = shard;
  made.options.shards = shards;
  made.identity = {{"seed", "1"}, {"shards", std::to_string(shards)}};
  auto& stage = made.report.stages.emplace_back(report::Stage{"check", {}, {}});
  stage.report.coverage.traces = 1;
  stage.report.coverage[Clause::T3] = 10 + shard;
  stage.timeline.traces = shards;
  stage.timeline.first[static_cast<std::size_t>(Clause::T3)] = shard + 1;
  return made;
}

std::string refusal(std::vector<ShardReport> shards) {
  try {
    merged(std::move(shards));
    return "not refused";
  } catch (const MergeError& error) {
    return error.what();
  }
}

TEST(Merge, AddsUpWhatShardsCounted) {
  auto first = shard(0, 3);
  auto second = shard(1, 3);
  auto third = shard(2, 3);
  first.report.stages[0].report.warnings.count("w", 3);
  third.report.stages[0].report.warnings.count("w", 2);
  third.report.stages[0].report.warnings.count("w", 5);
  third.report.stages[0].report.traces_left = 7;
  const auto whole = merged({third, first, second});
  ASSERT_EQ(whole.report.stages.size(), 1u);
  const auto& stage = whole.report.stages[0];
  EXPECT_EQ(stage.report.coverage.traces, 3u);
  EXPECT_EQ(stage.report.coverage[Clause::T3], 33u);
  EXPECT_EQ(stage.report.traces_left, 7u);
  EXPECT_EQ(stage.report.warnings.used, 1u);
  EXPECT_EQ(stage.report.warnings.rows[0].count, 3u);
  EXPECT_EQ(stage.report.warnings.rows[0].first_trace, 2u);
  EXPECT_EQ(stage.timeline.first[static_cast<std::size_t>(Clause::T3)], 1u);
  EXPECT_EQ(whole.report.missing, "");
  EXPECT_EQ(whole.options.shards, 1u);
  EXPECT_EQ(whole.shards, 3u);
}

TEST(Merge, ListsADefectOnceWithItsFirstTraceByModeAndNumber) {
  auto first = shard(0, 2);
  auto second = shard(1, 2);
  first.report.found = {{finding_in(8, Clause::T3), "a", "check"},
                        {finding_in(2, Clause::T5), "b", "faults"}};
  second.report.found = {{finding_in(3, Clause::T3), "c", "check"},
                         {finding_in(9, Clause::T4), "d", "check"},
                         {finding_in(1, Clause::T5), "e", "concurrent"}};
  const auto whole = merged({second, first});
  std::string paths;
  for (const auto& found : whole.report.found) paths += found.path.string();
  EXPECT_EQ(paths, "cdb");
}

TEST(Merge, NamesTheShardsThatAreMissing) {
  EXPECT_EQ(merged({shard(0, 2)}).report.missing, "shard 2 of 2 is missing");
  EXPECT_EQ(merged({shard(3, 8), shard(7, 8)}).report.missing,
            "shards 1 to 3, 5 to 7 of 8 are missing");
  EXPECT_EQ(report::verdict(merged({shard(0, 2)}).report), options::ExitStatus::no_verdict);
}

TEST(Merge, RefusesAShardTwiceAndShardsOfTwoRuns) {
  EXPECT_EQ(refusal({shard(1, 2), shard(0, 2), shard(1, 2)}),
            "2.json and 2.json are both shard 2 of 2");
  EXPECT_EQ(refusal({shard(0, 2), shard(1, 3)}),
            "1.json and 2.json are not of one run: shards 2, and 3");
  auto other = shard(1, 2);
  other.identity["seed"] = "2";
  EXPECT_EQ(refusal({shard(0, 2), other}), "1.json and 2.json are not of one run: seed 1, and 2");
  auto replayed = shard(1, 2);
  replayed.report.replay.emplace_back().path = "corpus/x.trace";
  EXPECT_NE(refusal({shard(0, 2), replayed}).find("other files of the corpus"), std::string::npos);
}

TEST(Merge, TakesTheWorseOfTwoEndsOfOneFile) {
  using replay::Replayed;
  const auto with = [](std::uint64_t number, Replayed verdict) {
    auto made = shard(number, 2);
    auto& replayed = made.report.replay.emplace_back();
    replayed.path = "corpus/x.trace";
    replayed.verdict = verdict;
    return made;
  };
  const auto end_of = [&](Replayed a, Replayed b) {
    return merged({with(0, a), with(1, b)}).report.replay.at(0).verdict;
  };
  EXPECT_EQ(end_of(Replayed::holds, Replayed::breaks), Replayed::breaks);
  EXPECT_EQ(end_of(Replayed::breaks, Replayed::holds), Replayed::breaks);
  EXPECT_EQ(end_of(Replayed::unfinished, Replayed::holds), Replayed::holds);
  EXPECT_EQ(end_of(Replayed::unfinished, Replayed::unfinished), Replayed::unfinished);
}

TEST(Merge, BelievesNothingOfARunWithAShardWhoseCountsWereWrittenOver) {
  auto spoilt = shard(1, 2);
  spoil(spoilt.report.matrix);
  EXPECT_FALSE(merged({shard(0, 2), spoilt}).report.is_credible());
  auto scribbled = shard(0, 2);
  scribbled.report.stages[0].report.is_credible = false;
  EXPECT_FALSE(merged({scribbled, shard(1, 2)}).report.is_credible());
  EXPECT_TRUE(merged({shard(0, 2), shard(1, 2)}).report.is_credible());
}

TEST(Merge, ReadsWhatItWroteOfEveryPartOfAReport) {
  report::RunReport report = shard(0, 2).report;
  report.engine = "posted";
  report.sites = {"allocate"};
  report.refused = "ENOMEM";
  report.found = {{finding_in(3, Clause::T3), "a", "check"}};
  report.known = {{finding_in(4, Clause::C3), "b", ""}};
  report.matrix.cells[2][0].count(22);
  report.matrix.cells[2][0].count(std::nullopt);
  report.stages[0].report.warnings.count("a text", 3);
  auto& replayed = report.replay.emplace_back();
  replayed.path = "corpus/x.trace";
  replayed.verdict = replay::Replayed::breaks;
  replayed.difference = judge::Difference{{Clause::T4, "text"}, 2, "seen, expected"};
  replayed.searched = search::SearchedMessage{5, true, false, ""};
  replayed.max_preemptions = 2;
  auto& exploration = report.explorations.emplace_back();
  exploration.scope.lengths = {1, 3};
  exploration.report.limit = explore::Limit::memory;
  exploration.report.states_per_depth = {1, 4};
  exploration.report.goals = {{Clause::T5, 3}, {Clause::T2, std::nullopt}};
  exploration.report.findings = {finding_in(0, Clause::I2)};
  report.text = kernel::TextCoverage{{{"bus.c", {{"f", "bus.c", 3, true}}}}, ""};
  const auto written = Writer::written(report);
  const auto read = Reader::read<report::RunReport>(nlohmann::json::parse(written.dump()));
  EXPECT_EQ(Writer::written(read), written);
  EXPECT_EQ(read.found[0].finding.trace, report.found[0].finding.trace);
  EXPECT_EQ(read.matrix.cells[2][0].distinct_outcomes(), 1u);
  EXPECT_TRUE(read.is_credible());
  EXPECT_EQ(read.text->files[0].blocks[0].file, "bus.c");
  EXPECT_EQ(read.explorations[0].scope, exploration.scope);
}

TEST(Merge, RefusesAReportWhoseAnyPartIsNoneOfItsKind) {
  const testing::TemporaryFolder folder;
  const auto options = [] {
    options::RunOptions made;
    made.shards = 2;
    return made;
  }();
  nlohmann::json document = {{"command", "run"}, {"state", state_of(shard(0, 2).report, options)}};
  const auto file = folder.path() / "one.json";
  const auto refused = [&](const nlohmann::json& wrong) {
    testing::write_file(file, wrong.dump());
    try {
      read_shard(file);
      return false;
    } catch (const MergeError& error) {
      return std::string(error.what()).find("one.json: ") != std::string::npos;
    }
  };
  EXPECT_FALSE(refused(document));
  EXPECT_TRUE(refused("text"));
  EXPECT_TRUE(refused(nlohmann::json::array()));
  EXPECT_TRUE(refused({{"command", "run"}}));
  // Each value of it in turn by one of another type.
  const auto flat = document.flatten();
  ASSERT_GT(flat.size(), 40u);
  for (const auto& [pointer, value] : flat.items()) {
    if (pointer.starts_with("/command")) continue;
    auto wrong = document;
    wrong[nlohmann::json::json_pointer(pointer)] =
        value.is_structured() ? nlohmann::json(3) : nlohmann::json::array({nullptr, nullptr});
    EXPECT_TRUE(refused(wrong)) << pointer;
  }
  auto unknown = document;
  unknown["state"]["report"]["stages"][0]["coverage"]["exercised"]["T99"] = 1;
  EXPECT_TRUE(refused(unknown));
  unknown = document;
  unknown["state"]["options"]["shard"] = 2;
  EXPECT_TRUE(refused(unknown));
  unknown = document;
  unknown["state"]["options"]["effort"] = 2;
  EXPECT_TRUE(refused(unknown));
}

}  // namespace
}  // namespace claimcheck::merge
