// SPDX-License-Identifier: MIT
// An engine that is right, and slow or writes over what is counted: the budget is kept, what was
// not looked at is said, and nothing holds by counts that somebody else wrote.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "properties/testing/program.hpp"

namespace claimcheck {
namespace {

using testing::Ended;
using testing::TemporaryFolder;

using Words = std::vector<std::string>;

struct Timed {
  Ended ended;
  double seconds;
};

// Without what a line break of 80 columns makes of the words.
std::string in_one_line(std::string text) {
  for (auto& c : text) c = c == '\n' ? ' ' : c;
  for (auto at = text.find("  "); at != text.npos; at = text.find("  ", at)) text.erase(at, 1);
  return text;
}

bool says(const Ended& ended, const std::string& words) {
  return in_one_line(ended.out).find(words) != std::string::npos;
}

Timed timed(const Words& words) {
  const TemporaryFolder folder;
  const auto begun = std::chrono::steady_clock::now();
  auto ended = testing::run_program(words, folder.path());
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
  return {std::move(ended), took.count()};
}

Timed run_on(const std::string& options, const Words& more) {
  Words words{CLAIMCHECK_CLI, "run",   "--engine", STRAINED_ENGINE "," + options,
              "--save",       "found", "--corpus"};
  words.insert(words.end(), more.begin(), more.end());
  return timed(words);
}

// Beside the budget: a tenth, a second, and what a loaded machine takes to begin and to end.
double limit_s(double budget_s) {
  return budget_s * 1.1 + 1 + (CLAIMCHECK_IS_SANITIZED ? 15 : 3);
}

class Strained : public ::testing::TestWithParam<const char*> {};

TEST_P(Strained, ARunKeepsItsBudgetAndEachModeSaysWhatItDidNotGetTo) {
  const auto [ended, seconds] = run_on(GetParam(), {CORPUS, "--budget", "5s"});
  EXPECT_EQ(ended.status, 3) << ended.out << ended.err;
  EXPECT_LT(seconds, limit_s(5));
  for (const char* mode : {"check", "faults", "concurrent"}) {
    EXPECT_TRUE(says(ended, std::string("traces of ") + mode)) << mode << ended.out;
  }
  EXPECT_TRUE(says(ended, "not finished: exploration of")) << ended.out;
  EXPECT_TRUE(says(ended, "no verdict on")) << ended.out;
  EXPECT_FALSE(says(ended, "is broken")) << ended.out;
}

TEST_P(Strained, EachModeIsRunThoughTheOneBeforeItHadNotEnded) {
  const auto [ended, seconds] =
      run_on(GetParam(), {"none", "--budget", "8s", "--modes", "check,faults,concurrent"});
  EXPECT_EQ(ended.status, 3) << ended.out << ended.err;
  EXPECT_LT(seconds, limit_s(8));
  for (const char* mode : {"check", "faults", "concurrent"}) {
    EXPECT_FALSE(says(ended, std::string(mode) + ": 0 traces, 0 operations, ")) << ended.out;
  }
}

// All of the corpus took 0.9 s on the fastest machine so far.
TEST_P(Strained, AReplayKeepsItsBudgetAndSaysWhatItDidNotGetTo) {
  const auto [ended, seconds] =
      timed({CLAIMCHECK_CLI, "replay", CORPUS, "--engine",
             std::string(STRAINED_ENGINE ",") + GetParam(), "--budget", "100ms"});
  EXPECT_EQ(ended.status, 3) << ended.out << ended.err;
  EXPECT_LT(seconds, limit_s(0.1));
  EXPECT_TRUE(says(ended, "traces were not run, as the time was over")) << ended.out;
}

INSTANTIATE_TEST_SUITE_P(By, Strained, ::testing::Values("apply-ms=300", "held=900000"),
                         [](const auto& info) {
                           return std::string(info.param).starts_with("held") ? "Snapshots"
                                                                              : "Operations";
                         });

TEST(Strained, ASnapshotOfTwoMillionResourcesIsTooLargeAndKeepsTheBudgetToo) {
  const auto [ended, seconds] = run_on("held=2000000", {"none", "--budget", "4s"});
  EXPECT_EQ(ended.status, 1) << ended.out << ended.err;
  EXPECT_LT(seconds, limit_s(4));
  EXPECT_TRUE(says(ended, "more than a million entries")) << ended.out;
}

// Longer than the budget, shorter than the time-out: neither a hang nor waited for.
TEST(Strained, AnOperationThatIsLongerThanTheBudgetIsNotWaitedForAndIsNoHang) {
  const auto [ended, seconds] = run_on(
      "apply-ms=60000", {"none", "--budget", "2s", "--modes", "check", "--hang-timeout", "5m"});
  EXPECT_EQ(ended.status, 3) << ended.out << ended.err;
  EXPECT_LT(seconds, limit_s(2));
  EXPECT_TRUE(says(ended, "traces of check")) << ended.out;
}

TEST(Strained, AnOperationThatIsLongerThanTheTimeOutIsAHang) {
  const auto [ended, seconds] = run_on(
      "apply-ms=60000",
      {"none", "--budget", "30s", "--modes", "check", "--hang-timeout", "300ms", "--fail-fast"});
  EXPECT_EQ(ended.status, 1) << ended.out << ended.err;
  EXPECT_TRUE(says(ended, "hangs")) << ended.out;
}

TEST(Strained, AReplayHasATimeOutToo) {
  const TemporaryFolder folder;
  const auto trace = folder.path() / "a.trace";
  testing::write_file(trace,
                      "claimcheck trace 1\n\nregion 0 dynamic base 4G size 64M align 2M\n\n"
                      "read 0.0 size\n");
  const auto ended =
      testing::run_program({CLAIMCHECK_CLI, "replay", trace.string(), "--engine",
                            STRAINED_ENGINE ",apply-ms=60000", "--hang-timeout", "300ms"});
  EXPECT_EQ(ended.status, 1) << ended.out << ended.err;
  EXPECT_TRUE(says(ended, "hangs")) << ended.out;
}

// What it tells in the end it does not come to tell.
TEST(Strained, AnExplorationThatIsEndedInACallHasLostNothingThatItFound) {
  const TemporaryFolder folder;
  const auto explored =
      testing::run_program({CLAIMCHECK_CLI, "explore", "--engine",
                            STRAINED_ENGINE ",mode=1,slow-from=3000,apply-ms=60000", "--budget",
                            "2s", "--save", "found", "--corpus", "none"},
                           folder.path());
  EXPECT_EQ(explored.status, 1) << explored.out << explored.err;
  EXPECT_TRUE(says(explored, "V4")) << explored.out;
  EXPECT_FALSE(std::filesystem::is_empty(folder.path() / "found"));
  const auto [ended, seconds] = run_on("mode=1,slow-from=3000,apply-ms=60000",
                                       {"none", "--budget", "2s", "--modes", "explore"});
  EXPECT_EQ(ended.status, 1) << ended.out << ended.err;
  EXPECT_LT(seconds, limit_s(2));
  EXPECT_TRUE(says(ended, "V4")) << ended.out;
}

// The deadline is not all that ends it: of what was found nothing is lost then either.
TEST(Strained, AnExplorationWhoseEngineIsRefusedHasLostNothingThatItFound) {
  const auto ended =
      run_on("mode=1,refuse-from=100", {"none", "--budget", "9s", "--modes", "explore"}).ended;
  EXPECT_EQ(ended.status, 1) << ended.out << ended.err;
  EXPECT_TRUE(says(ended, "V4")) << ended.out;
}

struct Scribbled {
  const char* how;
  const char* mode;
};

class Scribbles : public ::testing::TestWithParam<Scribbled> {};

TEST_P(Scribbles, AnEngineThatWritesOverTheCountsHasNoVerdict) {
  const auto [how, mode] = GetParam();
  const auto [ended, seconds] = run_on(std::string("scribble=") + how,
                                       {"none", "--budget", "10s", "--modes", mode, "--traces",
                                        "400", "--fault-traces", "20", "--cases", "0"});
  EXPECT_EQ(ended.status, 3) << ended.out << ended.err;
  EXPECT_TRUE(says(ended, "the engine wrote over memory in which what it did is counted"))
      << ended.out;
  EXPECT_FALSE(says(ended, "keeps every clause")) << ended.out;
}

INSTANTIATE_TEST_SUITE_P(Over, Scribbles,
                         ::testing::Values(Scribbled{"zero", "check"}, Scribbled{"ones", "check"},
                                           Scribbled{"more", "check"}, Scribbled{"more", "faults"},
                                           Scribbled{"zero", "faults"},
                                           Scribbled{"more", "concurrent"}),
                         [](const auto& info) {
                           return std::string(info.param.how) + "_" + info.param.mode;
                         });

TEST(Strained, WithoutStrainKeepsEveryClause) {
  const auto [ended, seconds] =
      run_on("apply-ms=0", {"none", "--modes", "check", "--traces", "20000"});
  EXPECT_EQ(ended.status, 0) << ended.out << ended.err;
}

// As an engine does that has used up what its process has.
TEST(AnEngineThatCanNoMoreBeUsed, TakesNothingOfWhatWasSeenAway) {
  const auto late = run_on("refuse-from=3000", {"none", "--modes", "check,explore"}).ended;
  EXPECT_EQ(late.status, 3) << late.out << late.err;
  EXPECT_TRUE(says(late, "the engine could not be used any more: ")) << late.out;
  EXPECT_TRUE(says(late, "create() returned ENOMEM")) << late.out;
  EXPECT_TRUE(says(late, "not run: ")) << late.out;
  EXPECT_TRUE(says(late, "holds ")) << late.out;
  const auto at_once = run_on("refuse-from=1", {"none", "--modes", "check"}).ended;
  EXPECT_EQ(at_once.status, 2) << at_once.out << at_once.err;
  EXPECT_NE(at_once.err.find("create() returned ENOMEM"), std::string::npos) << at_once.err;
}

}  // namespace
}  // namespace claimcheck
