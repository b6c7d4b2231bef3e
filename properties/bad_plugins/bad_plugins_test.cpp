// SPDX-License-Identifier: MIT
// Real plugins that do what a plugin must not: the harness outlives each and says what it did.
#include <gtest/gtest.h>

#include <regex>
#include <string>

#include "properties/testing/program.hpp"

namespace claimcheck {
namespace {

namespace fs = std::filesystem;
using testing::Ended;
using testing::run_program;
using testing::TemporaryFolder;

std::string path_of(const std::string& plugin) {
  return std::string(BAD_PLUGINS) + "/" + plugin + ".so";
}

// What hangs is met soon. The harness itself is slow under a sanitizer.
constexpr const char* short_timeout = CLAIMCHECK_IS_SANITIZED ? "2s" : "500ms";

// What does not hang may be slow on a busy machine: a million extents are.
Ended run_on(const std::string& plugin, const fs::path& folder, const std::string& traces = "60",
             const std::string& hang_timeout = "10s") {
  return run_program(
      {CLAIMCHECK_CLI, "run", "--engine", path_of(plugin), "--traces", traces, "--modes", "check",
       "--patience", hang_timeout, "--corpus", "none", "--save", "found"},
      folder);
}

bool says(const std::string& text, const std::string& pattern) {
  return std::regex_search(text, std::regex(pattern));
}

struct Bad {
  std::string plugin;
  std::string pattern;  // what is said of it
};

void PrintTo(const Bad& bad, std::ostream* out) {
  *out << bad.plugin;
}

std::string name_of(const ::testing::TestParamInfo<Bad>& info) {
  return info.param.plugin;
}

class Finding : public ::testing::TestWithParam<Bad> {};

// The last line is the command that replays what was found last.
std::vector<std::string> replay_words(const std::string& out) {
  std::smatch match;
  std::vector<std::string> words;
  const std::regex command("claimcheck replay (\\S+) --engine (\\S+)\n$");
  if (std::regex_search(out, match, command)) {
    words = {CLAIMCHECK_CLI, "replay", match[1], "--engine", match[2]};
  }
  return words;
}

TEST_P(Finding, IsReportedAsWhatItIsSavedAndReplayed) {
  const TemporaryFolder folder;
  const auto ended = run_on(GetParam().plugin, folder.path());
  EXPECT_EQ(ended.status, 1) << ended.out << ended.err;
  EXPECT_TRUE(says(ended.out, GetParam().pattern)) << ended.out << ended.err;
  EXPECT_FALSE(says(ended.out, "FLAKY")) << ended.out;

  const auto words = replay_words(ended.out);
  ASSERT_FALSE(words.empty()) << ended.out;
  EXPECT_TRUE(fs::is_regular_file(folder.path() / words[2])) << words[2];
  const auto again = run_program(words, folder.path());
  EXPECT_EQ(again.status, 1) << again.out << again.err;
  EXPECT_TRUE(says(again.out, GetParam().pattern)) << again.out;
  EXPECT_TRUE(says(again.out, ", as expected")) << again.out;
}

INSTANTIATE_TEST_SUITE_P(
    Of, Finding,
    ::testing::Values(Bad{"segfaults", "killed by SIGSEGV"}, Bad{"exits", "exits with status"},
                      Bad{"aborts", "killed by SIGABRT"}, Bad{"kills_itself", "killed by SIGKILL"},
                      Bad{"closes_descriptors", "closes file descriptors that are not its own"},
                      Bad{"throws", R"(throws an exception: no such\\x0aluck)"},
                      Bad{"returns_unknown_error", "returned -5000, expected ok"},
                      Bad{"returns_positive_error", "returned returned-12, expected ok"},
                      Bad{"returns_lowest_number", "returned -9223372036854775808, expected ok"},
                      Bad{"returns_nothing", "returned returned-0, expected ok"},
                      Bad{"overruns_outcome", "writes past its outcome"},
                      Bad{"keeps_lock", "returns with a lock held"},
                      Bad{"locks_twice", "takes the lock a-lock that it holds"},
                      Bad{"unlocks_twice", "gives back a lock that it does not hold"},
                      Bad{"names_nothing", "asks of a site whose name is no word: "},
                      Bad{"asks_a_million_sites", "asks of more than 4096 sites in one operation"},
                      Bad{"shows_null_ranges", "a null pointer where something is to be"},
                      Bad{"shows_null_extent", "a null pointer where something is to be"},
                      Bad{"shows_null_resource", "a null pointer where something is to be"},
                      Bad{"shows_other_region", "region 0, extent at \\S+ is missing"},
                      Bad{"shows_a_million_extents", "more than a million entries"},
                      Bad{"shows_control_characters",
                          R"(1 line\\x0a\\x1b\[2Jline\\xff still held)"},
                      Bad{"crashes_in_create", "killed by SIGSEGV"},
                      Bad{"frees_twice", "killed by SIGABRT|exits with status"}
#ifdef HAS_MEMORY_LIMIT
                      ,
                      Bad{"eats_memory", "killed by SIGSEGV"}
#endif
                      ),
    name_of);

// What it does to the heap depends on all that was allocated before.
TEST(AnOverflowOfTheHeap, IsReportedThoughItNeedNotComeAgain) {
  const TemporaryFolder folder;
  const auto ended = run_on("overflows_heap", folder.path());
  EXPECT_EQ(ended.status, 1) << ended.out << ended.err;
  EXPECT_TRUE(says(ended.out, "killed by SIG(ABRT|SEGV)|exits with status")) << ended.out;
}

// A replay has a longer hang_timeout, and is left out.
class Hang : public ::testing::TestWithParam<Bad> {};

TEST_P(Hang, IsReportedAndSaved) {
  const TemporaryFolder folder;
  const auto ended = run_on(GetParam().plugin, folder.path(), "40", short_timeout);
  EXPECT_EQ(ended.status, 1) << ended.out << ended.err;
  EXPECT_TRUE(says(ended.out, "hangs")) << ended.out;
  const auto words = replay_words(ended.out);
  ASSERT_FALSE(words.empty()) << ended.out;
  EXPECT_TRUE(fs::is_regular_file(folder.path() / words[2])) << words[2];
}

INSTANTIATE_TEST_SUITE_P(Of, Hang,
                         ::testing::Values(Bad{"spins", ""}, Bad{"sleeps", ""},
                                           Bad{"stops_itself", ""}, Bad{"handles_signals", ""},
                                           Bad{"shows_endless_extents", ""}),
                         name_of);

class Unusable : public ::testing::TestWithParam<Bad> {};

TEST_P(Unusable, IsRefusedAsInput) {
  const TemporaryFolder folder;
  const auto ended = run_on(GetParam().plugin, folder.path());
  EXPECT_EQ(ended.status, 2) << ended.out << ended.err;
  EXPECT_TRUE(says(ended.err, GetParam().pattern)) << ended.err;
}

INSTANTIATE_TEST_SUITE_P(
    As, Unusable,
    ::testing::Values(
        Bad{"refuses_create", "bad: create\\(\\) returned EPERM"},
        Bad{"is_of_another_version", "built for version 43 .* this claimcheck has version 2"},
        Bad{"no_symbol", "exports no function claimcheck_engine"},
        Bad{"has_no_table", "claimcheck_engine\\(\\) returned NULL"},
        Bad{"has_no_name", "its table lacks one of name, sites"},
        Bad{"lacks_apply", "its table lacks one of name, sites"},
        Bad{"has_a_sentence_for_a_site", "its site \"grow the ranges\" is not one word"},
        Bad{"has_one_site_twice", "its table has two sites \"grow-ranges\""},
        Bad{"has_a_sentence_for_a_name", "its name \"my own engine\" is not one word"},
        Bad{"exits_when_loaded", "cannot load \\S+: exits with status"},
        Bad{"there_is_no_such_file", "cannot load \\S+: .*No such file"}),
    name_of);

// What breaks no clause.
class Harmless : public ::testing::TestWithParam<Bad> {};

TEST_P(Harmless, DoesNotGetIntoTheReport) {
  const TemporaryFolder folder;
  const auto ended = run_on(GetParam().plugin, folder.path());
  const auto again = run_on(GetParam().plugin, folder.path());
  EXPECT_EQ(ended.status, 3) << ended.out << ended.err;  // so few traces reach not every clause
  EXPECT_TRUE(says(ended.out, "check: 60 traces")) << ended.out;
  EXPECT_FALSE(says(ended.out, "printed by the engine")) << ended.out;
  EXPECT_EQ(ended.out, again.out);
}

INSTANTIATE_TEST_SUITE_P(Though, Harmless,
                         ::testing::Values(Bad{"prints", ""}, Bad{"forks", ""},
                                           Bad{"crashes_when_unloaded", ""},
                                           Bad{"holds_a_million_locks", ""}),
                         name_of);

// It takes no lock of ours and asks for no failure, so each of its operations runs at one go.
TEST(AnEngineWithoutSteps, IsNotSaidToKeepTheClausesOfThreads) {
  const TemporaryFolder folder;
  const auto run = [&](const std::string& modes) {
    return run_program(
        {CLAIMCHECK_CLI, "run", "--engine", path_of("takes_no_step"), "--traces", "5000", "--cases",
         "10", "--modes", modes, "--corpus", "none", "--save", "found", "--verbose"},
        folder.path());
  };
  const auto alone = run("concurrent");
  EXPECT_EQ(alone.status, 3) << alone.out << alone.err;
  const auto with_check = run("check,concurrent");
  EXPECT_EQ(with_check.status, 0) << with_check.out << with_check.err;
  for (const auto& ended : {alone, with_check}) {
    EXPECT_TRUE(says(ended.out, "takes no step at which operations of two threads could meet"));
    for (const std::string clause : {"C1", "C2", "C3"}) {
      EXPECT_TRUE(says(ended.out, clause + " +0 +0  not checked")) << ended.out;
    }
  }
}

// ./mine.so,lies=yes: given to create(), shown, and in the trace and the command that replays it.
TEST(AnEngineWithOptions, GetsThemAndIsReplayedWithThem) {
  const TemporaryFolder folder;
  const auto path = path_of("has_options");
  const auto run = [&](const std::string& engine) {
    return run_program({CLAIMCHECK_CLI, "run", "--engine", engine, "--traces", "60", "--modes",
                        "check", "--corpus", "none", "--save", "found"},
                       folder.path());
  };
  EXPECT_EQ(run(path).status, 3);  // so few traces reach not every clause
  const auto refused = run(path + ",wrong=1");
  EXPECT_EQ(refused.status, 2);
  EXPECT_TRUE(says(refused.err, "create\\(\\) returned EINVAL to the options \"wrong=1\""))
      << refused.err;

  const auto lying = run(path + ",lies=yes");
  EXPECT_EQ(lying.status, 1) << lying.out << lying.err;
  EXPECT_TRUE(says(lying.out, "engine \\S+has_options.so,lies=yes\n")) << lying.out;
  auto words = replay_words(lying.out);
  ASSERT_FALSE(words.empty()) << lying.out;
  EXPECT_EQ(words.back(), path + ",lies=yes");
  EXPECT_NE(testing::read_file(folder.path() / words[2]).find("options lies=yes"),
            std::string::npos);
  EXPECT_EQ(run_program(words, folder.path()).status, 1);
  words.back() = path;
  EXPECT_TRUE(says(run_program(words, folder.path()).out, "bad holds, though the file expects"));
}

TEST(AnEngineWithOptions, IsNoneOfThoseInTheTree) {
  const auto ended = run_program({CLAIMCHECK_CLI, "run", "--engine", "indexed,fast=1"}, ".");
  EXPECT_EQ(ended.status, 2);
  EXPECT_TRUE(says(ended.err, "indexed has no options")) << ended.err;
}

}  // namespace
}  // namespace claimcheck
