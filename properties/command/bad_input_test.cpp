// SPDX-License-Identifier: MIT
// What is no input, or no place for output: each is told in a sentence, with status 2 or 3.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "properties/installation/installation.hpp"
#include "properties/testing/program.hpp"

namespace claimcheck::command {
namespace {

namespace fs = std::filesystem;
using testing::Ended;
using Words = std::vector<std::string>;

class BadInput : public ::testing::Test {
 protected:
  Ended run(Words words) const {
    words.insert(words.begin(), CLAIMCHECK_BINARY);
    return testing::run_program(words, folder_.path());
  }
  Ended replay(const std::string& name, const std::string& text) const {
    testing::write_file(folder_.path() / name, text);
    return run({"replay", name});
  }

  testing::TemporaryFolder folder_;
};

bool says(const Ended& ended, const std::string& part) {
  return ended.err.find(part) != std::string::npos;
}

const std::string one_region =
    "claimcheck trace 1\nregion 0 dynamic base 4G size 1G align 2M seq-base 1\n";

TEST_F(BadInput, ACorpusThatIsNotThereIsNotAnEmptyOne) {
  const auto ended = run({"run", "--modes", "replay", "--corpus", "/nope"});
  EXPECT_EQ(ended.status, 2);
  EXPECT_TRUE(says(ended, "--corpus /nope: there is no such folder")) << ended.err;
}

TEST_F(BadInput, WhatIsNoFileIsNotOpened) {
  const auto pipe = folder_.path() / "pipe";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  std::ofstream(folder_.path() / "huge").put('c');
  fs::resize_file(folder_.path() / "huge", std::uintmax_t{20} << 30);
  fs::create_symlink("loop", folder_.path() / "loop");
  for (const auto& [path, why] : {std::pair{"/dev/zero", "is a device or a pipe"},
                                  {"pipe", "is a device or a pipe"},
                                  {"huge", "has more than 16777216 bytes"},
                                  {"loop", "Too many levels of symbolic links"}}) {
    const auto ended = run({"replay", path});
    EXPECT_EQ(ended.status, 2) << path;
    EXPECT_TRUE(says(ended, why)) << ended.err;
  }
}

TEST_F(BadInput, ATraceOfALaterFormatIsCalledSo) {
  const auto ended = replay("later.trace", "claimcheck trace 2\n");
  EXPECT_EQ(ended.status, 2);
  EXPECT_TRUE(says(ended, "later.trace:1:18: a trace of format 2: newer than this claimcheck"))
      << ended.err;
  EXPECT_TRUE(says(replay("x.trace", "claimcheck trace x\n"), "a trace begins with the line"));
}

TEST_F(BadInput, AnOutcomeBehindAThreadsOperationIsRefused) {
  const auto ended = replay(
      "thread.trace", one_region + "create 0\nthread 1: create 0\nthread 2: create 0 -> EINVAL\n");
  EXPECT_EQ(ended.status, 2);
  EXPECT_TRUE(says(ended, "thread.trace:5:20: what a thread's operation returns")) << ended.err;
}

TEST_F(BadInput, ASiteThatNoEngineHasIsRefused) {
  const auto ended = replay("site.trace", one_region + "create 0  ! regster-mapping#1\n");
  EXPECT_EQ(ended.status, 2);
  EXPECT_TRUE(says(ended,
                   "site.trace: step 1: neither indexed nor an engine of this tree has a "
                   "site 'regster-mapping'"))
      << ended.err;
  EXPECT_EQ(replay("other.trace", one_region + "create 0  ! collect-group#1\n").status, 0)
      << "of the posted engine";
}

TEST_F(BadInput, HelpOfACommandIsItsOwnAndOfNoneIsRefused) {
  EXPECT_EQ(run({"help", "run"}).out, run({"run", "--help"}).out);
  const auto none = run({"help", "rum"});
  EXPECT_EQ(none.status, 2);
  EXPECT_TRUE(says(none, "help: there is no command 'rum'")) << none.err;
}

TEST_F(BadInput, AFullStandardOutputIsToldInASentenceAndIsNoVerdict) {
  const auto ended = testing::run_program(
      {"/bin/sh", "-c", std::string(CLAIMCHECK_BINARY) + " clauses >/dev/full"}, folder_.path());
  EXPECT_EQ(ended.status, 3);
  EXPECT_TRUE(says(ended, "No space left on device")) << ended.err;
  EXPECT_FALSE(says(ended, "internal error")) << ended.err;
}

TEST_F(BadInput, AReportThatCannotBeWrittenTakesNoDefectAway) {
  for (const auto& [engine, status] : {std::pair{"posted", 1}, {"indexed", 2}}) {
    const auto ended = run({"run", "--engine", engine, "--modes", "check", "--traces", "2000",
                            "--corpus", "none", "--save", "found", "--json", "/dev/full"});
    EXPECT_EQ(ended.status, status) << ended.out;
    EXPECT_TRUE(says(ended, "cannot write /dev/full: No space left on device")) << ended.err;
  }
  const auto explored = run({"explore", "--engine", "posted", "--tags", "1", "--extents", "2",
                             "--save", "found", "--json", "/dev/full"});
  EXPECT_EQ(explored.status, 1);
  EXPECT_TRUE(says(explored, "cannot write /dev/full")) << explored.err;
}

TEST_F(BadInput, APageThatCannotBeWrittenTakesNoDefectAway) {
  const auto broken = installation::installation().corpus() / "T3-124fc996d1b21262.trace";
  for (const auto& [engine, status] : {std::pair{"posted", 1}, {"indexed", 2}}) {
    const auto ended = run({"replay", broken, "--engine", engine, "--html", "/dev/full"});
    EXPECT_EQ(ended.status, status) << ended.out;
    EXPECT_TRUE(says(ended, "cannot write /dev/full: No space left on device")) << ended.err;
  }
  const auto ended = run({"run", "--engine", "posted", "--modes", "check", "--traces", "2000",
                          "--corpus", "none", "--save", "found", "--html", "/dev/full"});
  EXPECT_EQ(ended.status, 1) << ended.out;
  EXPECT_TRUE(says(ended, "cannot write /dev/full: No space left on device")) << ended.err;
}

// A variable that is not set, or one report over another: each would pass unseen.
TEST_F(BadInput, AWordThatCanOnlyBeAMistakeIsRefused) {
  const auto refused = [&](const Words& words, const std::string& why) {
    const auto ended = run(words);
    EXPECT_EQ(ended.status, 2) << ended.out;
    EXPECT_TRUE(says(ended, why)) << ended.err;
  };
  refused({"run", "--json", ""}, "the word behind '--json' is empty");
  refused({"run", "--engine", "./a\nb"}, "'./a\\x0ab': has control characters");
  refused({"run", "--json", "x", "--html", "./x"}, "--json and --html: both are to go to ./x");
  refused({"run", "--json=x", "--report", "junit=x"}, "--json and --report: both are to go to");
  refused({"explore", "--dot", "x", "--json", "x"}, "--dot and --json: both are to go to x");
  refused({"run", "--known", "nope"}, "--known nope: there is no such folder");
  refused({"new-engine", "/proc/mine"}, "new-engine /proc/mine: cannot make it: ");
  const auto twice = run({"replay", "nope.trace", "--json", "/dev/null", "--html", "/dev/null"});
  EXPECT_TRUE(says(twice, "cannot read nope.trace")) << twice.err;
}

TEST_F(BadInput, APipeIsNeitherAnEngineNorAPlaceForAReport) {
  ASSERT_EQ(mkfifo((folder_.path() / "pipe").c_str(), 0600), 0);
  const auto engine = run({"run", "--engine", "./pipe"});
  EXPECT_EQ(engine.status, 2);
  EXPECT_TRUE(says(engine, "cannot load ./pipe: it is no file")) << engine.err;
  const auto report = run({"run", "--json", "pipe"});
  EXPECT_EQ(report.status, 2);
  EXPECT_TRUE(says(report, "--json pipe: cannot write it: No such device or address"))
      << report.err;
}

TEST_F(BadInput, AFileNameThatWouldMoveTheCursorIsNotPrinted) {
  testing::write_file(folder_.path() / "a\n\033[2Jb.trace", one_region + "create 0\n");
  const auto ended = run({"replay", "."});
  EXPECT_EQ(ended.status, 2);
  EXPECT_TRUE(says(ended, "a\\x0a\\x1b[2Jb.trace: its name has control characters")) << ended.err;
  EXPECT_EQ((ended.out + ended.err).find('\033'), std::string::npos);
}

// No clause is broken by it, and nothing else is told of the run.
TEST_F(BadInput, ACorpusFileThatStatesWhatTheContractDoesNotSayIsNoBrokenClause) {
  fs::create_directory(folder_.path() / "corpus");
  const Words words = {"run", "--modes", "replay", "--corpus", "corpus"};
  testing::write_file(folder_.path() / "corpus/a.trace",
                      one_region + "read 0 available_size -> 1\n");
  const auto wrong = run(words);
  EXPECT_EQ(wrong.status, 2) << wrong.out;
  EXPECT_NE(wrong.out.find("traces of the corpus that state what the contract does not say: 1"),
            std::string::npos)
      << wrong.out;
  testing::write_file(folder_.path() / "corpus/b.trace",
                      "claimcheck trace 1\nexpect breaks V5 on indexed\n"
                      "region 0 dynamic base 4G size 1G align 2M\nread 0 available_size\n");
  const auto not_broken = run(words);
  EXPECT_EQ(not_broken.status, 1) << not_broken.out;
  EXPECT_NE(
      not_broken.out.find("traces of the corpus that are said to break a clause, and hold: 1"),
      std::string::npos)
      << not_broken.out;
  EXPECT_EQ(not_broken.out.find("beside 0 traces"), std::string::npos) << not_broken.out;
}

}  // namespace
}  // namespace claimcheck::command
