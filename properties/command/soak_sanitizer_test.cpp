// SPDX-License-Identifier: MIT
// Plugins that are compiled with ThreadSanitizer, run by a program that is not.
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <string>
#include <vector>

#include "properties/installation/installation.hpp"
#include "properties/testing/program.hpp"

namespace claimcheck::command {
namespace {

using testing::Ended;
using testing::TemporaryFolder;

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

Ended claimcheck(const std::vector<std::string>& arguments,
                 const std::vector<std::string>& settings = {}) {
  std::vector<std::string> words{CLAIMCHECK_BINARY};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return testing::run_program(words, ".", settings);
}

Ended soak(const std::string& engine, const TemporaryFolder& folder,
           const std::string& budget = "20s") {
  return claimcheck({"soak", "--engine", engine, "--budget", budget, "--save", folder.path(),
                     "--json", folder.path() / "soak.json"});
}

std::vector<std::filesystem::path> files_of(const TemporaryFolder& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    if (entry.path().extension() == ".trace") files.push_back(entry.path());
  }
  return files;
}

class SoakWithThreadSanitizer : public ::testing::TestWithParam<const char*> {};

TEST_P(SoakWithThreadSanitizer, FindsALockThatIsAnnouncedAndNotTaken) {
  const TemporaryFolder folder;
  const auto ended = soak(GetParam(), folder);
  EXPECT_EQ(ended.status, 1) << ended.out << ended.err;
  EXPECT_TRUE(has(ended.out, "real threads with ThreadSanitizer"));
  const std::string access = " [a-z]+ 8 bytes at counting\\.c:[0-9]+";
  const std::regex line("FAIL C3 on real threads: data race: a thread" + access + ", another had" +
                        access);
  EXPECT_TRUE(std::regex_search(ended.out, line)) << ended.out;
  ASSERT_EQ(files_of(folder).size(), 1u) << ended.out;
  const auto path = files_of(folder).front();
  EXPECT_TRUE(has(testing::read_file(path), "expect breaks C3 on counting"));
  EXPECT_TRUE(has(ended.out, " soak " + path.string() + " --engine "));
  const auto checked = testing::run_program(
      {installation::installation().root / ".ci/validate_report", folder.path() / "soak.json"});
  EXPECT_EQ(checked.status, 0) << checked.out << checked.err;
  EXPECT_TRUE(has(testing::read_file(folder.path() / "soak.json"), "\"clause\": \"C3\""));

  const auto again = claimcheck(
      {"soak", path, "--engine", GetParam(), "--budget", "20s", "--save", folder.path()});
  EXPECT_EQ(again.status, 1) << again.out << again.err;
  EXPECT_EQ(files_of(folder).size(), 1u) << "it is the trace of before, or a shorter one";
}

INSTANTIATE_TEST_SUITE_P(Plugins, SoakWithThreadSanitizer,
                         ::testing::Values(COUNTING_TAKES_ANOTHER, COUNTING_TAKES_NONE));

TEST(SoakWithThreadSanitizer, FindsNoRaceInEnginesThatTakeWhatTheyAnnounce) {
  for (const auto* engine : {COUNTING_TAKES_THE_LOCK, COUNTING_IS_LENT_LOCKS}) {
    const TemporaryFolder folder;
    const auto ended = soak(engine, folder, "2s");
    EXPECT_EQ(ended.status, 0) << ended.out << ended.err;
    EXPECT_TRUE(has(ended.out, "and no data race was seen"));
  }
}

// The others believe what is announced.
TEST(SoakWithThreadSanitizer, IsTheOnlyOneThatLooksAtWhatIsDone) {
  const TemporaryFolder folder;
  const auto run = claimcheck({"run", "--engine", COUNTING_PLAIN, "--modes", "concurrent",
                               "--cases", "20", "--save", folder.path()});
  EXPECT_EQ(run.status, 0) << run.out << run.err;
  const auto soaked = soak(COUNTING_PLAIN, folder, "2s");
  EXPECT_EQ(soaked.status, 0) << soaked.out << soaked.err;
}

TEST(SoakWithThreadSanitizer, IsNamedWhereAnotherCommandIsAskedForIt) {
  for (const auto* command : {"run", "explore"}) {
    const auto ended = claimcheck({command, "--engine", COUNTING_TAKES_NONE});
    EXPECT_EQ(ended.status, 2);
    EXPECT_TRUE(has(ended.err, "compiled with -fsanitize=thread, which only the command soak"));
  }
}

TEST(SoakWithThreadSanitizer, IsStartedAgainOnlyOnce) {
  const TemporaryFolder folder;
  const auto ended = claimcheck(
      {"soak", "--engine", COUNTING_TAKES_NONE, "--budget", "0s", "--save", folder.path()},
      {"CLAIMCHECK_PRELOAD_BEFORE="});
  EXPECT_EQ(ended.status, 2) << "as if the library could not be loaded: no second attempt";
  EXPECT_TRUE(has(ended.err, "libtsan.so.2 cannot be loaded"));
}

TEST(Soak, RefusesATraceWithoutThreads) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "one.trace";
  testing::write_file(path,
                      "claimcheck trace 1\nregion 0 dynamic base 4G size 1G align 2M seq-base 1\n\n"
                      "read 0 available_size\n");
  const auto ended = claimcheck({"soak", path});
  EXPECT_EQ(ended.status, 2);
  EXPECT_TRUE(has(ended.err, "soak takes a trace with two threads or more"));
  const auto missing = claimcheck({"soak", folder.path() / "two.trace"});
  EXPECT_EQ(missing.status, 2);
  EXPECT_TRUE(has(missing.err, "two.trace"));
}

}  // namespace
}  // namespace claimcheck::command
