// SPDX-License-Identifier: MIT
// The shards of a run, made one: `claimcheck merge` as its users run it.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "properties/testing/program.hpp"

namespace claimcheck::command {
namespace {

using nlohmann::json;
using testing::Ended;
using testing::read_file;
using testing::write_file;
using Words = std::vector<std::string>;

class Shards : public ::testing::Test {
 protected:
  Ended run(Words words) const {
    words.insert(words.begin(), CLAIMCHECK_BINARY);
    return testing::run_program(words, folder_.path());
  }
  Ended search(const std::string& engine, const Words& more) const {
    Words words = {"run",
                   "--engine",
                   engine,
                   "--traces",
                   "800",
                   "--fault-traces",
                   "24",
                   "--cases",
                   "0",
                   "--modes",
                   "replay,check,faults",
                   "--budget",
                   "10m",
                   "--corpus",
                   "none"};
    words.insert(words.end(), more.begin(), more.end());
    return run(words);
  }
  // One report, NAME/i.json, of each of n shards.
  void search_shards(const std::string& engine, const std::string& name, int n) const {
    std::filesystem::create_directories(folder_.path() / name);
    for (int i = 1; i <= n; ++i) {
      const auto number = std::to_string(i);
      search(engine, {"--shard", number + "/" + std::to_string(n), "--save", name + "/found",
                      "--json", name + "/" + number + ".json"});
    }
  }
  json report(const std::string& name) const {
    return json::parse(read_file(folder_.path() / name));
  }

  testing::TemporaryFolder folder_;
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// What is found, whatever its file is called.
std::vector<std::string> defects_of(const json& report) {
  std::vector<std::string> defects;
  for (const auto& finding : report.at("findings")) {
    defects.push_back(finding.at("clause").get<std::string>() + " " +
                      finding.at("trace").get<std::string>());
  }
  return defects;
}

TEST_F(Shards, OfAnEngineThatHoldsAreWhatOneRunIsInEveryCount) {
  search_shards("indexed", "eight", 8);
  const auto one = search("indexed", {"--save", "found", "--json", "one.json"});
  const auto merged = run({"merge", "eight", "--json", "merged.json", "--html", "merged.html",
                           "--report", "junit=merged.xml"});
  EXPECT_EQ(merged.status, one.status) << merged.out << merged.err;
  EXPECT_TRUE(has(merged.out, "8 of 8 shards")) << merged.out;
  const auto whole = report("one.json");
  const auto sum = report("merged.json");
  for (const auto* part : {"seed", "shard", "budget", "stages", "sites", "missed_sites", "clauses",
                           "warnings", "findings", "exit_status"}) {
    EXPECT_EQ(sum.at(part), whole.at(part)) << part;
  }
  EXPECT_EQ(sum.at("merged"), 8);
  EXPECT_FALSE(sum.contains("state"));
  EXPECT_TRUE(has(read_file(folder_.path() / "merged.html"), "</html>"));
  EXPECT_TRUE(has(read_file(folder_.path() / "merged.xml"), "</testsuites>"));
}

TEST_F(Shards, OfABrokenEngineListEachDefectOnceAndItsTraceReplaysHere) {
  search_shards("posted", "three", 3);
  EXPECT_EQ(search("posted", {"--save", "found", "--json", "one.json"}).status, 1);
  // The folder that the shards kept their traces in is of another machine.
  std::filesystem::remove_all(folder_.path() / "three/found");
  const auto merged = run({"merge", "three", "--save", "here", "--json", "merged.json"});
  EXPECT_EQ(merged.status, 1) << merged.err;
  const auto sum = report("merged.json");
  EXPECT_EQ(defects_of(sum), defects_of(report("one.json")));
  ASSERT_GT(sum.at("findings").size(), 5u);
  for (const auto& finding : sum.at("findings")) {
    const auto file = finding.at("file").get<std::string>();
    EXPECT_EQ(run({"replay", file, "--engine", "posted"}).status, 1) << file;
    EXPECT_TRUE(has(merged.out, file)) << file;
  }
}

TEST_F(Shards, ThatAreMissingAreNamedAndLeaveNoVerdictButADefect) {
  search_shards("indexed", "some", 4);
  std::filesystem::remove(folder_.path() / "some/2.json");
  const auto merged = run({"merge", "some", "--json", "merged.json", "--report", "junit=j.xml"});
  EXPECT_EQ(merged.status, 3);
  EXPECT_TRUE(has(merged.out, "shard 2 of 4 is missing: its part was not run")) << merged.out;
  EXPECT_EQ(report("merged.json").at("missing"), "shard 2 of 4 is missing");
  EXPECT_TRUE(has(read_file(folder_.path() / "j.xml"), "shard 2 of 4 is missing"));

  search_shards("posted", "broken", 2);
  const auto broken = run({"merge", "broken/1.json"});
  EXPECT_EQ(broken.status, 1);
  EXPECT_TRUE(has(broken.out, "shard 2 of 2 is missing")) << broken.out;
}

TEST_F(Shards, ThatAreNotOfOneRunAreRefusedWithWhatDiffers) {
  search_shards("indexed", "a", 2);
  const auto refused = [&](const Words& words, const std::string& reason) {
    Words call = {"merge"};
    call.insert(call.end(), words.begin(), words.end());
    const auto ended = run(call);
    EXPECT_EQ(ended.status, 2) << ended.out;
    EXPECT_TRUE(has(ended.err, reason)) << ended.err;
  };
  std::filesystem::copy(folder_.path() / "a/1.json", folder_.path() / "again.json");
  refused({"a", "again.json"}, "are both shard 1 of 2");
  search("indexed", {"--seed", "2", "--shard", "2/2", "--json", "other.json", "--save", "found"});
  refused({"a/1.json", "other.json"}, "not of one run: seed 1, and 2");
  search("posted", {"--shard", "2/2", "--json", "posted.json", "--save", "found"});
  refused({"a/1.json", "posted.json"}, "not of one run: build of the engine indexed, and posted");
  search("indexed", {"--json", "whole.json", "--save", "found"});
  refused({"whole.json"}, "whole.json: no report of a shard");
  refused({"nowhere.json"}, "nowhere.json: ");
  std::filesystem::create_directories(folder_.path() / "empty");
  write_file(folder_.path() / "empty/other.json", "{\"tool\": 1}");
  refused({"empty"}, "empty: no report of a shard lies below it");
  refused({"a", "--engine", "posted"}, "is another build of the engine than");
}

class JobsOfARun : public Shards {
 protected:
  // What both give, in any number of jobs.
  void expect_same(const std::string& engine, const Words& more) const {
    Words one = {"--save", "found", "--json", "one.json"};
    one.insert(one.end(), more.begin(), more.end());
    Words three = {"--save", "found-by-three", "--json", "three.json", "--jobs", "3"};
    three.insert(three.end(), more.begin(), more.end());
    const auto alone = search(engine, one);
    const auto together = search(engine, three);
    EXPECT_EQ(together.status, alone.status) << together.out << together.err;
    EXPECT_TRUE(has(together.out, "jobs 3")) << together.out;
    EXPECT_EQ(defects_of(report("three.json")), defects_of(report("one.json")));
  }
};

TEST_F(JobsOfARun, ThatHoldsCountWhatOneProcessCounts) {
  expect_same("indexed", {});
  for (const auto* part : {"stages", "sites", "missed_sites", "clauses", "warnings", "replay"}) {
    EXPECT_EQ(report("three.json").at(part), report("one.json").at(part)) << part;
  }
}

TEST_F(JobsOfARun, ThatBreaksFindWhatOneProcessFinds) {
  expect_same("posted", {});
  const auto together = report("three.json");
  for (const auto& finding : together.at("findings")) {
    EXPECT_EQ(run({"replay", finding.at("file").get<std::string>(), "--engine", "posted"}).status,
              1);
  }
}

TEST_F(JobsOfARun, EndWithTheFirstDefectWhereThatIsAskedFor) {
  const auto ended =
      search("posted", {"--jobs", "2", "--fail-fast", "--save", "found", "--json", "report.json"});
  EXPECT_EQ(ended.status, 1) << ended.out << ended.err;
  const auto findings = report("report.json").at("findings").size();
  EXPECT_GE(findings, 1u);
  EXPECT_LE(findings, 2u);
}

TEST_F(JobsOfARun, RefuseAnEngineThatIsNone) {
  const auto ended = search("./none.so", {"--jobs", "2", "--save", "found"});
  EXPECT_EQ(ended.status, 2);
  EXPECT_TRUE(has(ended.err, "none.so")) << ended.err;
}

TEST_F(JobsOfARun, EndAsWithTheirBudgetWhereASignalAsksThem) {
  // Long enough for the first traces, on a busy machine too.
  const char* const seconds = CLAIMCHECK_IS_SANITIZED ? "12" : "3";
  const auto ended = testing::run_program(
      {"/usr/bin/timeout", "--signal",   "TERM",     seconds,     CLAIMCHECK_BINARY, "run",
       "--modes",          "check",      "--traces", "100000000", "--budget",        "10m",
       "--corpus",         "none",       "--jobs",   "2",         "--save",          "found",
       "--json",           "report.json"},
      folder_.path());
  EXPECT_EQ(ended.status, 124) << ended.out << ended.err;
  EXPECT_TRUE(has(ended.out, "no verdict on indexed")) << ended.out;
  EXPECT_EQ(report("report.json").at("exit_status"), 3);
  EXPECT_GT(report("report.json").at("stages").at(0).at("traces"), 0);
}

TEST_F(JobsOfARun, LeaveNoVerdictWhereOneOfThemIsKilled) {
  const std::string command =
      std::string("'") + CLAIMCHECK_BINARY +
      "' run --modes check --traces 9000000 --budget 5s --corpus none --jobs 2 --save found >out "
      "2>&1 & run=$!; "
      "for i in $(seq 100); do set -- $(cat /proc/$run/task/$run/children); "
      "[ $# -eq 2 ] && break; sleep 0.05; done; "
      "kill -KILL $1; wait $run";
  const auto ended = testing::run_program({"/bin/sh", "-c", command}, folder_.path());
  const auto said = read_file(folder_.path() / "out");
  EXPECT_EQ(ended.status, 3) << said << ended.err;
  EXPECT_TRUE(has(said, "1 of 2 jobs ended without a report")) << said;
  EXPECT_TRUE(has(said, "no verdict on indexed")) << said;
}

}  // namespace
}  // namespace claimcheck::command
