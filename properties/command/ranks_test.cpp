// SPDX-License-Identifier: MIT
// `claimcheck explore` over disk and under mpirun, as its users run it.
#include <gtest/gtest.h>

#include <signal.h>
#include <cstdlib>

#include <algorithm>

#include <map>
#include <sstream>

#include "properties/testing/program.hpp"

namespace claimcheck::command {
namespace {

using testing::Ended;
using testing::read_file;
using Words = std::vector<std::string>;

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

Words operator+(Words words, const Words& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

const std::map<std::string, Words> scopes = {
    {"of the model", {"--engine", "none", "--tags", "2", "--untagged", "2", "--failures"}},
    {"of the model without symmetry",
     {"--engine", "none", "--tags", "2", "--injected", "0", "--no-symmetry"}},
    {"of the model in two regions",
     {"--engine", "none", "--regions", "2", "--tags", "1", "--devices", "1", "--injected", "0"}},
    {"of the indexed engine", {"--tags", "1", "--untagged", "1", "--failures"}},
    {"of the indexed engine that drops", {"--tags", "1", "--injected", "0", "--unbind-drops"}},
    {"of the posted engine",
     {"--engine", "posted", "--tags", "1", "--injected", "0", "--failures"}},
    {"of the posted engine in two regions",
     {"--engine", "posted", "--regions", "2", "--tags", "1", "--extents", "1", "--devices", "1",
      "--untagged", "0", "--injected", "0", "--no-static", "--no-plain"}},
    {"of an engine that crashes", {"--engine", CRASHING_ENGINE, "--tags", "1", "--extents", "1"}},
};

// Left out where there is no Open MPI; where there is, the build has to have found it.
#define NEEDS_OPEN_MPI()                                          \
  if (std::string(MPIRUN).empty()) {                              \
    ASSERT_NE(std::system("command -v mpicc >/dev/null 2>&1"), 0) \
        << "the build found no Open MPI";                         \
    GTEST_SKIP() << "there is no Open MPI here";                  \
  }

class Ranks : public ::testing::TestWithParam<std::string> {
 protected:
  Ended explore(const Words& more) const { return run(Words{CLAIMCHECK_BINARY, "explore"} + more); }
  Ended explore_on(int ranks, const Words& more) const {
    return run(Words{MPIRUN, "--oversubscribe", "--allow-run-as-root", "-n", std::to_string(ranks),
                     CLAIMCHECK_BINARY, "explore"} +
               more);
  }
  Ended run(const Words& words) const {
    return testing::run_program(words, folder_.path(),
                                {"OMPI_MCA_rmaps_base_oversubscribe=1", "OMPI_MCA_btl=self,vader"});
  }
  // The words for a scope, and for where it is saved.
  Words words(const std::string& place) const {
    return scopes.at(GetParam()) + Words{"--save", "found",         "--corpus",  "none",
                                         "--json", place + ".json", "--workers", "1"};
  }
  // What was found is saved by one of several runs, and known to the others: each begins anew.
  void forget() const { std::filesystem::remove_all(folder_.path() / "found"); }
  std::string json(const std::string& place) const {
    std::istringstream lines(read_file(folder_.path() / (place + ".json")));
    std::string text;
    for (std::string line; std::getline(lines, line);) {
      if (!has(line, "memory_bytes")) text += line + "\n";
    }
    return text;
  }

  testing::TemporaryFolder folder_;
};

// But for how much memory there is to use.
std::string without_budget(const std::string& text) {
  std::string out;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (!has(line, "  budget ")) out += line + "\n";
  }
  return out;
}

TEST_P(Ranks, PrintWhatOneProcessPrints) {
  NEEDS_OPEN_MPI();
  const Ended one = explore(words("one"));
  ASSERT_TRUE(has(one.out, " transitions\n")) << one.out << one.err;
  for (const int ranks : {1, 2, 4}) {
    forget();
    const Ended several = explore_on(ranks, words("several"));
    EXPECT_EQ(several.out, one.out) << several.err;
    EXPECT_EQ(several.status, one.status) << ranks;
    EXPECT_EQ(json("several"), json("one")) << ranks;
  }
}

TEST_P(Ranks, PrintWhatMemoryPrintsWhereStatesGoToDisk) {
  const Ended memory = explore(words("memory"));
  ASSERT_TRUE(has(memory.out, " transitions\n")) << memory.out << memory.err;
  for (const char* little : {"1K", "256K"}) {
    forget();
    const Ended disk = explore(words("disk") + Words{"--disk", ".", "--memory", little});
    EXPECT_EQ(without_budget(disk.out), without_budget(memory.out)) << disk.err;
    EXPECT_EQ(disk.status, memory.status);
    EXPECT_EQ(json("disk"), json("memory"));
    EXPECT_TRUE(has(disk.err, " bytes on disk")) << disk.err;
  }
}

INSTANTIATE_TEST_SUITE_P(OfAScope, Ranks,
                         ::testing::Values("of the model", "of the model without symmetry",
                                           "of the model in two regions", "of the indexed engine",
                                           "of the indexed engine that drops",
                                           "of the posted engine",
                                           "of the posted engine in two regions",
                                           "of an engine that crashes"),
                         [](const auto& info) {
                           std::string name = info.param;
                           std::replace(name.begin(), name.end(), ' ', '_');
                           return name;
                         });

class OnDisk : public Ranks {};

TEST_F(OnDisk, AFolderThatCannotBeUsedIsRefused) {
  const Words small = {"--engine", "none", "--tags", "1", "--disk"};
  const Ended missing = explore(small + Words{"missing"});
  EXPECT_EQ(missing.status, 2);
  EXPECT_TRUE(has(missing.err, "--disk missing: ")) << missing.err;
  testing::write_file(folder_.path() / "file", "text");
  const Ended file = explore(small + Words{"file"});
  EXPECT_EQ(file.status, 2);
  EXPECT_TRUE(has(file.err, "Not a directory")) << file.err;
}

TEST_F(OnDisk, AFullDiskIsNoVerdictAndLeavesNothingBehind) {
  std::filesystem::create_directory(folder_.path() / "states");
  const Ended full = run({"/bin/bash", "-c",
                          "ulimit -f 64; exec " CLAIMCHECK_BINARY
                          " explore --engine none --disk states --memory 1K"});
  EXPECT_EQ(full.status, 3) << full.out;
  EXPECT_TRUE(has(full.err, "--disk states: cannot write states: File too large")) << full.err;
  EXPECT_TRUE(std::filesystem::is_empty(folder_.path() / "states"));
}

TEST_F(OnDisk, ASignalLeavesNothingBehind) {
  std::filesystem::create_directory(folder_.path() / "states");
  for (const char* signal : {"TERM", "KILL"}) {
    const Ended ended =
        run({"/usr/bin/timeout", "--signal", signal, "2", CLAIMCHECK_BINARY, "explore", "--engine",
             "none", "--tags", "4", "--disk", "states", "--memory", "1M"});
    EXPECT_TRUE(ended.status == 124 || ended.status == 137 || ended.status == -SIGKILL)
        << ended.status << ended.err;
    EXPECT_TRUE(std::filesystem::is_empty(folder_.path() / "states"));
  }
}

class UnderMpirun : public Ranks {
 protected:
  void SetUp() override { NEEDS_OPEN_MPI(); }
};

TEST_F(UnderMpirun, WhatCannotBeUsedIsSaidOnce) {
  const Ended large = explore_on(2, {"--tags", "9"});
  EXPECT_EQ(large.status, 2);
  const auto first = large.err.find("--tags 9: expected");
  ASSERT_NE(first, std::string::npos) << large.err;
  EXPECT_EQ(large.err.find("--tags 9: expected", first + 1), std::string::npos) << large.err;
  const Ended many = explore_on(17, {"--engine", "none"});
  EXPECT_EQ(many.status, 2);
  EXPECT_TRUE(has(many.err, "17 ranks: at most 16 can share the states")) << many.err;
}

TEST_F(UnderMpirun, ADiskIsEachRanksOwn) {
  const Words small = {"--engine", "none", "--tags", "2", "--memory", "64K"};
  const Ended one = explore({"--engine", "none", "--tags", "2"});
  const Ended two = explore_on(2, small + Words{"--disk", "."});
  EXPECT_EQ(without_budget(two.out), without_budget(one.out)) << two.err;
  EXPECT_TRUE(has(two.err, " bytes on disk")) << two.err;
}

TEST_F(UnderMpirun, MemoryThatIsShortIsNoVerdict) {
  const Ended two = explore_on(2, {"--engine", "none", "--tags", "2", "--memory", "64K"});
  EXPECT_EQ(two.status, 3) << two.err;
  EXPECT_TRUE(has(two.out, "no verdict on the model: ")) << two.out;
}

TEST_F(UnderMpirun, ARankThatIsKilledEndsAllWithoutAVerdict) {
  // Rank 1 ends itself as the system would end it, a second later.
  const Ended ended =
      run({MPIRUN, "--oversubscribe", "--allow-run-as-root", "-n", "2", "bash", "-c",
           "if [ $OMPI_COMM_WORLD_RANK = 1 ]; then (sleep 2; kill -KILL $$) & fi; "
           "exec " CLAIMCHECK_BINARY " explore --engine none --tags 4 --memory 2G"});
  EXPECT_EQ(ended.status, 128 + SIGKILL);
  EXPECT_TRUE(has(ended.err, "rank 1")) << ended.err;
  EXPECT_TRUE(has(ended.err, "signal 9")) << ended.err;
  EXPECT_FALSE(has(ended.out, "keeps every clause")) << ended.out;
}

class WithoutMpi : public Ranks {};

// A copy of the program that has no shared object beside it.
TEST_F(WithoutMpi, TheProgramSaysSoOnceUnderMpirun) {
  const std::filesystem::path binary = CLAIMCHECK_BINARY;
  const auto root = "claimcheck.root";
  std::filesystem::create_directory(folder_.path() / "properties");
  std::filesystem::copy_file(binary, folder_.path() / "properties" / "program");
  std::filesystem::copy_file(binary.parent_path().parent_path() / root, folder_.path() / root);
  const Words words = {(folder_.path() / "properties" / "program").string(), "explore", "--engine",
                       "none"};
  const auto started = [&](const std::string& rank) {
    return testing::run_program(words, folder_.path(),
                                {"OMPI_COMM_WORLD_SIZE=2", "OMPI_COMM_WORLD_RANK=" + rank});
  };
  const Ended first = started("0");
  EXPECT_EQ(first.status, 2);
  EXPECT_TRUE(has(first.err, "the program was built without Open MPI")) << first.err;
  EXPECT_EQ(first.out, "");
  const Ended second = started("1");
  EXPECT_EQ(second.out + second.err, "");
  EXPECT_EQ(second.status, 2);
}

}  // namespace
}  // namespace claimcheck::command
