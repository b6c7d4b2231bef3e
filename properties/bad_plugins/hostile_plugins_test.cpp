// SPDX-License-Identifier: MIT
// What plugins that reach out of themselves end in: a row each. Whatever they do, a run ends with
// the status of the row and says why, nothing of theirs is left running, and nothing that they
// print looks like a word of ours.
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <regex>
#include <set>
#include <string>

#include "properties/bad_plugins/left_running.hpp"
#include "properties/testing/program.hpp"

namespace claimcheck {
namespace {

namespace fs = std::filesystem;
using testing::Ended;
using testing::TemporaryFolder;

constexpr int broken = 1;
constexpr int unusable = 2;
constexpr int no_verdict = 3;  // sixty traces come to not every clause: nothing was found

struct Row {
  std::string action;
  std::string moment;
  int status;
  std::string said;  // a pattern, of either stream
};

void PrintTo(const Row& row, std::ostream* out) {
  *out << row.action << " " << row.moment;
}

std::string plugin_of(const std::string& action, const std::string& moment) {
  return std::string(BAD_PLUGINS) + "/" + action + "_" + moment + ".so";
}

// One that hangs is met soon. The harness itself is slow under a sanitizer.
constexpr const char* hang_timeout = CLAIMCHECK_IS_SANITIZED ? "3s" : "1s";

Ended run_marked(std::vector<std::string> words, const fs::path& folder, const std::string& mark) {
  words.insert(words.begin(), CLAIMCHECK_CLI);
  return testing::run_program(words, folder, {"CLAIMCHECK_TEST_MARK=" + mark});
}

std::string mark_of(const TemporaryFolder& folder) {
  return folder.path().filename().string();
}

class Hostile : public ::testing::TestWithParam<Row> {};

TEST_P(Hostile, EndsInWhatItsRowSays) {
  const auto& row = GetParam();
  const TemporaryFolder folder;
  const auto mark = mark_of(folder);
  const auto ended =
      run_marked({"run", "--engine", plugin_of(row.action, row.moment), "--traces", "60", "--modes",
                  "check", "--hang-timeout", hang_timeout, "--corpus", "none", "--save", "found"},
                 folder.path(), mark);
  EXPECT_EQ(ended.status, row.status) << ended.out << ended.err;
  EXPECT_TRUE(std::regex_search(ended.out + ended.err, std::regex(row.said)))
      << ended.out << ended.err;
  EXPECT_EQ(left_running(mark), 0);
  EXPECT_EQ(ended.out.find("internal error"), std::string::npos) << ended.out;
  EXPECT_EQ(ended.err.find("internal error"), std::string::npos) << ended.err;
  for (const auto& text : {ended.out, ended.err}) {
    EXPECT_EQ(text.find("\nFAIL T3: a line"), std::string::npos) << text;
    EXPECT_EQ(text.find('\033'), std::string::npos) << text;
  }
  if (row.status == unusable) return;
  // The end is there: nothing of it was lost.
  const std::string verdict = row.status == broken ? " distinct defect" : "\nno verdict on ";
  EXPECT_NE(ended.out.find(verdict), std::string::npos) << ended.out;
  EXPECT_TRUE(ended.out.ends_with('\n')) << ended.out;
}

// At an exit a sanitizer looks for leaks, which it may not do where we keep it from other
// processes.
const std::string exits_with =
    CLAIMCHECK_IS_SANITIZED ? "exits with status 1" : "exits with status 0";

const std::vector<Row> rows = {
    {"exits_with_0", "when_loaded", unusable, exits_with + " while it is loaded"},
    {"leaves_with_0", "when_loaded", unusable, "exits with status 0 while it is loaded"},
    {"aborts", "when_loaded", unusable, "killed by SIGABRT while it is loaded"},
    {"loops", "when_loaded", unusable, "hangs while it is loaded"},
    {"kills_itself", "when_loaded", unusable, "killed by SIGKILL while it is loaded"},
    {"closes_all", "when_loaded", unusable, "closes file descriptors that are not its own"},
    {"changes_signals", "when_loaded", no_verdict, "60 traces"},
    {"leaves_a_grandchild", "when_loaded", no_verdict, "60 traces"},
    {"becomes_a_daemon", "when_loaded", no_verdict, "60 traces"},
    {"writes_everywhere", "when_loaded", unusable, "writes into file descriptors that are not"},
    {"prints_findings", "when_loaded", no_verdict, "60 traces"},
    {"prints_megabytes", "when_loaded", no_verdict, "60 traces"},
    {"ends_its_parent", "when_loaded", no_verdict, "60 traces"},
    {"stops_its_parent", "when_loaded", no_verdict, "60 traces"},
    {"changes_folder", "when_loaded", no_verdict, "60 traces"},
    {"changes_status_at_exit", "when_loaded", no_verdict, "60 traces"},
    {"leaves_a_thread", "when_loaded", no_verdict, "60 traces"},
    {"exits_when_unloaded", "when_loaded", no_verdict, "60 traces"},
    {"owns_a_descriptor", "when_loaded", no_verdict, "60 traces"},
    {"says_findings", "when_loaded", no_verdict, "\nengine: FAIL T3: a line of the plugin\n"},
    {"overflows_stack", "when_loaded", unusable, "(killed by SIGSEGV|exits with status).* loaded"},

    {"exits_with_0", "after_claim", broken, exits_with},
    {"leaves_with_0", "after_claim", broken, "exits with status 0"},
    {"changes_signals", "after_claim", no_verdict, "60 traces"},
    {"leaves_a_grandchild", "after_claim", no_verdict, "60 traces"},
    {"becomes_a_daemon", "after_claim", no_verdict, "60 traces"},
    {"writes_everywhere", "after_claim", broken, "writes into file descriptors that are not"},
    {"prints_findings", "after_claim", no_verdict, "60 traces"},
    {"prints_megabytes", "after_claim", no_verdict, "60 traces"},
    {"ends_its_parent", "after_claim", no_verdict, "60 traces"},
    {"stops_its_parent", "after_claim", no_verdict, "60 traces"},
    {"kills_its_group", "after_claim", broken, "killed by SIGTERM"},
    {"traces_its_parent", "after_claim", no_verdict, "60 traces"},
    {"limits_its_parent", "after_claim", no_verdict, "60 traces"},
    {"changes_folder", "after_claim", no_verdict, "60 traces"},
    {"jumps_out", "after_claim", broken, "killed by SIG|exits with status|hangs"},
    {"overflows_stack", "after_claim", broken, "killed by SIGSEGV|exits with status"},
    {"sets_alarm", "after_claim", broken, "killed by SIGALRM"},
    {"changes_status_at_exit", "after_claim", no_verdict, "60 traces"},
    {"leaves_a_thread", "after_claim", no_verdict, "60 traces"},
    {"owns_a_descriptor", "after_claim", no_verdict, "60 traces"},
    {"raises_real_time", "after_claim", broken, "killed by SIGRTMIN\\+3"},
#if !CLAIMCHECK_IS_SANITIZED  // a sanitizer needs files itself, and makes the stack a larger one
    {"lowers_limits", "after_claim", no_verdict, "60 traces"},
    {"takes_100_mb_of_stack", "after_claim", broken, "killed by SIGSEGV|exits with status"},
#endif
};

INSTANTIATE_TEST_SUITE_P(Plugin, Hostile, ::testing::ValuesIn(rows), [](const auto& info) {
  return info.param.action + "_" + info.param.moment;
});

// What it wrote over was the harness's own account of what ran.
TEST(APluginThatScribbles, NeverGetsAVerdictThatItHolds) {
  const TemporaryFolder folder;
  const auto mark = mark_of(folder);
  for (const std::string modes : {"check", "faults", "concurrent", "explore"}) {
    const auto ended =
        run_marked({"run", "--engine", plugin_of("scribbles", "after_claim"), "--traces", "3000",
                    "--fault-traces", "20", "--cases", "20", "--budget", "5s", "--modes", modes,
                    "--hang-timeout", hang_timeout, "--corpus", "none", "--save", "found"},
                   folder.path(), mark);
    EXPECT_GE(ended.status, 1) << modes << ended.out << ended.err;
    EXPECT_LE(ended.status, 3) << modes << ended.out << ended.err;
    EXPECT_EQ(ended.err.find("internal error"), std::string::npos) << modes << ended.err;
  }
  EXPECT_EQ(left_running(mark), 0);
}

// What is in memory goes with the file's end: a sentence, and no death by SIGBUS.
TEST(APluginThatCutsFilesShort, EndsTheRunWithoutAVerdictAndWithASentence) {
  const TemporaryFolder folder;
  const auto mark = mark_of(folder);
  const auto ended = run_marked({"run", "--engine", plugin_of("cuts_files", "after_claim"),
                                 "--modes", "check", "--corpus", "none", "--save", "found"},
                                folder.path(), mark);
  EXPECT_EQ(ended.status, no_verdict) << ended.out << ended.err;
  EXPECT_NE(ended.err.find("a file of this run was cut short"), std::string::npos) << ended.err;
  EXPECT_EQ(left_running(mark), 0);
}

// Each command that runs an engine, with all that it can write.
class Command : public ::testing::TestWithParam<std::vector<std::string>> {};

TEST_P(Command, LoadsNothingOfAPluginIntoItsOwnProcess) {
  const TemporaryFolder folder;
  std::string line = "echo $$ >main; exec " CLAIMCHECK_CLI;
  for (const auto& word : GetParam()) line += " " + word;
  line += " --engine " + plugin_of("notes_its_process", "when_loaded");
  testing::write_file(folder.path() / "small.trace",
                      "claimcheck trace 1\n"
                      "region 0 dynamic base 4G size 1G align 2M seq-base 1\n"
                      "tag A 11111111-1111-1111-1111-111111111111\n"
                      "offer 0 A at 0 +64M\nwrite 0.0 uuid A -> EINVAL\n");
  const auto ended = testing::run_program({"/bin/sh", "-c", line}, folder.path(),
                                          {"PROCESSES=" + (folder.path() / "processes").string()});
  EXPECT_LE(ended.status, 3) << ended.err;
  EXPECT_EQ(ended.err.find("internal error"), std::string::npos) << ended.err;
  const auto main = testing::read_file(folder.path() / "main");
  std::istringstream noted(testing::read_file(folder.path() / "processes"));
  std::set<std::string> processes;
  for (std::string process; std::getline(noted, process);) processes.insert(process + "\n");
  EXPECT_FALSE(processes.empty()) << ended.out << ended.err;
  EXPECT_FALSE(processes.contains(main)) << ended.out << ended.err;
}

using Words = std::vector<std::string>;

INSTANTIATE_TEST_SUITE_P(
    Named, Command,
    ::testing::Values(Words{"run", "--traces", "60", "--fault-traces", "5", "--cases", "5",
                            "--budget", "5s", "--save", "found", "--corpus", ".", "--json",
                            "run.json", "--html", "run.html", "--report", "junit=run.xml"},
                      Words{"replay", "small.trace", "--html", "replay.html", "--json",
                            "replay.json", "--trace-events", "events.json"},
                      Words{"replay", "small.trace", "--explain"},
                      Words{"explore", "--tags", "1", "--extents", "2", "--save", "found", "--html",
                            "x.html"},
                      Words{"soak", "--budget", "1s", "--save", "found", "--html", "soak.html"}),
    [](const auto& info) { return info.param[0] + std::to_string(info.index); });

}  // namespace
}  // namespace claimcheck
