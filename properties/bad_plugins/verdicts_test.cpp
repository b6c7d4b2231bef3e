// SPDX-License-Identifier: MIT
// What is made of an engine that misbehaves: no verdict that was not earned, no cause told twice.
#include <gtest/gtest.h>

#include <string>

#include "properties/testing/program.hpp"

namespace claimcheck {
namespace {

using testing::Ended;
using testing::TemporaryFolder;

Ended run_on(const std::string& plugin, std::vector<std::string> words,
             const TemporaryFolder& folder) {
  words.insert(words.begin(), CLAIMCHECK_CLI);
  auto path = std::filesystem::path(BAD_PLUGINS) / plugin;
  path += ".so";
  words.push_back("--engine");
  words.push_back(path.string());
  return testing::run_program(words, folder.path());
}

bool says(const Ended& ended, const std::string& part) {
  return ended.out.find(part) != std::string::npos;
}

TEST(AnEngineThatDiesWhenItIsMade, HasOneDefectInWhateverModeItIsMet) {
  const TemporaryFolder folder;
  const auto ended =
      run_on("crashes_in_create",
             {"run", "--traces", "30", "--fault-traces", "3", "--cases", "3", "--budget", "20s",
              "--modes", "check,faults,concurrent", "--corpus", "none", "--save", "found"},
             folder);
  EXPECT_EQ(ended.status, 1) << ended.err;
  EXPECT_TRUE(says(ended, "1 distinct defect of ")) << ended.out;
}

TEST(WhatComesBeforeTheThreadsOfATrace, IsJudgedToo) {
  const TemporaryFolder folder;
  testing::write_file(folder.path() / "threads.trace",
                      "claimcheck trace 1\n"
                      "region 0 dynamic base 4G size 1G align 2M seq-base 1\n"
                      "tag A 11111111-1111-1111-1111-111111111111\n"
                      "offer 0 A  at 0 +64M\n"
                      "write 0.0 uuid A\n"
                      "thread 1: read 0.0 size\n"
                      "thread 2: read 0 available_size\n");
  const auto ended = run_on("returns_unknown_error", {"replay", "threads.trace"}, folder);
  EXPECT_EQ(ended.status, 1) << ended.out << ended.err;
  EXPECT_TRUE(says(ended, "returned -5000, expected ok")) << ended.out;
}

TEST(ASoakOfAnEngineThatFailsWithoutThreads, HasNoVerdict) {
  const TemporaryFolder folder;
  // Of this seed the first case needs no threads to fail: a busy machine may come to no other.
  const auto ended = run_on("returns_unknown_error",
                            {"soak", "--seed", "4", "--budget", "5s", "--save", "found"}, folder);
  EXPECT_EQ(ended.status, 3) << ended.out << ended.err;
  EXPECT_TRUE(says(ended, "no verdict: what needs no threads to fail")) << ended.out;
}

// What takes no threads to go wrong is taken out of a search of threads, and nothing is left to
// hold.
TEST(ASearchOfThreadsOnAnEngineThatFailsWithoutThem, HasNoVerdict) {
  const TemporaryFolder folder;
  for (const std::string plugin : {"unlocks_twice", "returns_unknown_error"}) {
    const auto ended = run_on(plugin,
                              {"run", "--modes", "concurrent", "--cases", "5", "--three-threads",
                               "1", "--corpus", "none", "--save", "found", "--html", "page",
                               "--report", "junit=junit", "--report", "markdown=markdown"},
                              folder);
    EXPECT_EQ(ended.status, 3) << ended.out << ended.err;
    EXPECT_TRUE(
        says(ended, "traces of threads differ without threads too: run --modes check,faults "))
        << ended.out;
    // Who reads no more than one of these is told why.
    for (const std::string name : {"page", "junit", "markdown"}) {
      const auto text = testing::read_file(folder.path() / name);
      EXPECT_NE(text.find("differ without threads too"), std::string::npos) << name;
    }
  }
}

TEST(AHistoryThatNoOrderExplains, IsToldInWords) {
  const TemporaryFolder folder;
  const auto trace =
      std::filesystem::path(CORPUS) / "scenarios/threads-read-beside-a-rollback.trace";
  const auto ended = testing::run_program(
      {CLAIMCHECK_CLI, "replay", trace.string(), "--engine", "posted"}, folder.path());
  EXPECT_TRUE(says(ended, "no order explains it: after step ")) << ended.out;
  EXPECT_TRUE(says(ended, " nothing can come next: ")) << ended.out;
}

}  // namespace
}  // namespace claimcheck
