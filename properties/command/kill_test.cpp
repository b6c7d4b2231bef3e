// SPDX-License-Identifier: MIT
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "properties/store/store.hpp"

namespace claimcheck::command {
namespace {

namespace fs = std::filesystem;

// A folder that goes with the test.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "claimcheck-kill-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("mkdtemp");
    path_ = name;
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

// As at a terminal all signals are heard: what runs the tests may ignore them, as nohup does.
pid_t start(const std::vector<std::string>& arguments, const fs::path& output,
            const std::vector<int>& heard = {SIGINT, SIGTERM, SIGHUP}) {
  const pid_t child = fork();
  if (child != 0) return child;
  for (const int signal : heard) std::signal(signal, SIG_DFL);
  const int out = open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  const int nowhere = open("/dev/null", O_WRONLY);
  dup2(out, STDOUT_FILENO);
  dup2(nowhere, STDERR_FILENO);
  std::vector<char*> words;
  std::string program = CLAIMCHECK_BINARY;
  words.push_back(program.data());
  std::vector<std::string> copies = arguments;
  for (auto& copy : copies) words.push_back(copy.data());
  words.push_back(nullptr);
  execv(program.c_str(), words.data());
  _exit(127);
}

std::string text_of(const fs::path& file) {
  std::ifstream in(file);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

struct End {
  int status = -1;  // -1: it did not exit
  std::string text;
};

End end_of(pid_t child, const fs::path& output) {
  int status = 0;
  const bool is_gone = waitpid(child, &status, 0) == child;
  return {is_gone && WIFEXITED(status) ? WEXITSTATUS(status) : -1, text_of(output)};
}

// The files that the output names in its commands to replay.
std::vector<fs::path> promised(const std::string& output) {
  constexpr std::string_view before = "/claimcheck replay ";
  std::vector<fs::path> files;
  for (auto at = output.find(before); at != std::string::npos; at = output.find(before, at + 1)) {
    const auto begin = at + before.size();
    const auto end = output.find(' ', begin);
    if (end != std::string::npos) files.emplace_back(output.substr(begin, end - begin));
  }
  return files;
}

std::size_t state_files(const fs::path& folder) {
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".state") ++count;
  }
  return count;
}

// How long a run lives until it has printed a finding, on this machine and beside what runs there.
unsigned first_finding_ms(const fs::path& save, const fs::path& output) {
  const auto begun = std::chrono::steady_clock::now();
  const auto child = start({"run", "--engine", "posted", "--modes", "check", "--save",
                            save.string(), "--corpus", "none"},
                           output);
  std::chrono::milliseconds life{0};
  while (promised(text_of(output)).empty() && life < std::chrono::minutes(1)) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    life = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                                 begun);
  }
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  return static_cast<unsigned>(life.count());
}

constexpr std::size_t rounds = CLAIMCHECK_IS_SANITIZED ? 5 : 50;

// Spread evenly over the longest life, in an order that means nothing: also five see it all.
std::vector<unsigned> lives_ms(unsigned max_life_ms) {
  std::mt19937 random(1);
  std::vector<unsigned> lives;
  for (std::size_t round = 0; round < rounds; ++round) {
    const auto part = max_life_ms / static_cast<unsigned>(rounds);
    const auto more = static_cast<unsigned>(random() % (part + 1));
    lives.push_back(static_cast<unsigned>(round) * part + more);
  }
  std::shuffle(lives.begin(), lives.end(), random);
  return lives;
}

TEST(Kill, AtAnyMomentLosesNoFindingThatWasPrintedAndTheNextRunTakesUpTheTrace) {
  const Folder folder;
  const auto save = folder.path() / "found";
  const auto output = folder.path() / "output";
  const unsigned max_life_ms = 50 + 2 * first_finding_ms(folder.path() / "first", output);
  std::size_t round = 0;
  std::size_t kept = 0;
  std::size_t taken_up = 0;
  for (const unsigned life_ms : lives_ms(max_life_ms)) {
    const auto child =
        start({"run", "--engine", "posted", "--seed", std::to_string(round++), "--modes",
               "check,faults", "--save", save.string(), "--corpus", "none"},
              output);
    std::this_thread::sleep_for(std::chrono::milliseconds(life_ms));
    kill(child, SIGKILL);
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    for (const auto& file : promised(text_of(output))) {
      ASSERT_TRUE(fs::exists(file)) << file;
      ASSERT_NO_THROW(store::load(file));
      ++kept;
    }
    if (!fs::exists(save) || state_files(save) == 0) continue;
    // The searching child dies with its parent, but the file is its lock until it has.
    std::string next;
    for (int attempt = 0; attempt < 50 && state_files(save) > 0; ++attempt) {
      const auto after = start({"run", "--engine", "posted", "--traces", "1", "--modes", "check",
                                "--save", save.string(), "--corpus", "none"},
                               output);
      ASSERT_EQ(waitpid(after, &status, 0), after);
      ASSERT_TRUE(WIFEXITED(status));
      next += text_of(output);
    }
    EXPECT_EQ(state_files(save), 0u) << next;
    if (next.find("taken up: the trace that was running") != std::string::npos) ++taken_up;
  }
  EXPECT_GT(kept, CLAIMCHECK_IS_SANITIZED ? rounds / 2 : rounds)
      << "killed too early to mean anything";
  EXPECT_GT(taken_up, rounds / 5);
}

// Until the searching child is there, and so the signals are heeded.
void wait_for_output(const fs::path& output) {
  for (int moment = 0; moment < 600 && (!fs::exists(output) || fs::file_size(output) == 0);
       ++moment)
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
}

class Interrupted : public testing::TestWithParam<int> {};

TEST_P(Interrupted, ARunEndsAsWithItsBudgetAndSaysWhatItFound) {
  const Folder folder;
  const auto output = folder.path() / "output";
  const auto save = (folder.path() / "found").string();
  const auto json = (folder.path() / "json").string();
  const auto page = (folder.path() / "page").string();
  struct Case {
    std::vector<std::string> words;
    int status;
    const char* last;
  };
  for (const auto& [words, expected, last] :
       {Case{{"run", "--modes", "check", "--traces", "900000000"}, 3, "no verdict on indexed"},
        {{"run", "--engine", "posted", "--modes", "check", "--traces", "900000000"},
         1,
         "distinct defects of posted"},
        {{"run", "--modes", "explore"}, 3, "it was interrupted, "},
        {{"explore", "--tags", "3", "--extents", "3"},
         3,
         "no verdict on indexed: it was interrupted"},
        {{"explore", "--tags", "3", "--extents", "3", "--engine", "none"},
         3,
         "no verdict on the model: it was interrupted"}}) {
    auto all = words;
    all.insert(all.end(), {"--save", save, "--json", json, "--html", page});
    if (words[0] == "run") all.insert(all.end(), {"--corpus", "none"});
    const auto child = start(all, output);
    wait_for_output(output);
    std::this_thread::sleep_for(std::chrono::seconds(CLAIMCHECK_IS_SANITIZED ? 8 : 2));
    kill(child, GetParam());
    const auto [status, text] = end_of(child, output);
    EXPECT_EQ(status, expected) << text;
    EXPECT_NE(text.find(last), std::string::npos) << text;
    EXPECT_TRUE(text_of(json).ends_with("}\n"));
    const bool explored = text.find("it was interrupted") != std::string::npos;
    for (const auto& file : {json, page}) {
      EXPECT_EQ(text_of(file).find("it was interrupted") != std::string::npos, explored) << file;
    }
  }
}

// What these print is buffered, so that nothing tells when they have begun. Each takes longer.
TEST(Kill, ByOneInterruptEveryOtherCommandEndsWithoutAVerdictAndWritesItsPage) {
  if (CLAIMCHECK_IS_SANITIZED) return;  // too slow to have begun by then
  const Folder folder;
  const auto output = folder.path() / "output";
  const auto page = folder.path() / "page";
  struct Case {
    std::vector<std::string> words;
    const char* last;
  };
  for (const auto& [words, last] :
       {Case{{"soak", "--budget", "10m", "--save", folder.path() / "found"},
             "no verdict: it was ended before its time"},
        Case{{"assurance"}, "no verdict: it was ended before it was through"},
        Case{{"prove", "--certificates"}, " were not asked: it was ended early"},
        Case{{"audit"}, "no verdict: the audit was ended early"},
        Case{{"mutants", "1*"}, " without a verdict"}}) {
    fs::remove(page);
    auto all = words;
    all.insert(all.end(), {"--html", page});
    const auto child = start(all, output);
    std::this_thread::sleep_for(std::chrono::seconds(4));
    kill(child, SIGINT);
    const auto [status, text] = end_of(child, output);
    EXPECT_EQ(status, 3) << words[0] << text;
    EXPECT_NE(text.find(last), std::string::npos) << words[0] << text;
    EXPECT_NE(text_of(page).find("<p class=\"verdict\">NO VERDICT</p>"), std::string::npos)
        << words[0];
  }
}

// A shell script starts what runs in the background so. Z3 would take the signal for itself.
TEST(Kill, ByAnInterruptThatIsIgnoredChangesNoProof) {
  const Folder folder;
  const auto output = folder.path() / "output";
  const auto ignored = std::signal(SIGINT, SIG_IGN);
  const auto child = start({"prove", "claim_group"}, output, {});
  std::signal(SIGINT, ignored);
  int status = 0;
  while (waitpid(child, &status, WNOHANG) == 0) {
    kill(child, SIGINT);
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  ASSERT_TRUE(WIFEXITED(status)) << "signal " << WTERMSIG(status);
  EXPECT_EQ(WEXITSTATUS(status), 0) << text_of(output);
}

INSTANTIATE_TEST_SUITE_P(By, Interrupted, testing::Values(SIGINT, SIGTERM, SIGHUP),
                         [](const auto& info) { return sigabbrev_np(info.param); });

pid_t start_that_sleeps(const Folder& folder, const fs::path& output) {
  fs::remove(output);
  const auto child =
      start({"run", "--engine", BAD_PLUGINS "/sleeps.so", "--modes", "check", "--hang-timeout",
             "1h", "--corpus", "none", "--save", (folder.path() / "found").string()},
            output);
  wait_for_output(output);
  return child;
}

// The engine sleeps in an operation for as long as anybody waits.
TEST(Kill, BySignalIsNotKeptWaitingByAnOperationThatDoesNotEnd) {
  const Folder folder;
  const auto output = folder.path() / "output";
  const auto child = start_that_sleeps(folder, output);
  std::this_thread::sleep_for(std::chrono::seconds(1));
  kill(child, SIGINT);
  const auto [status, text] = end_of(child, output);
  EXPECT_EQ(status, 3) << text;
  EXPECT_NE(text.find("no verdict on"), std::string::npos) << text;
}

TEST(Kill, BySignalEndsAReplayAsItsBudgetDoes) {
  const Folder folder;
  const auto output = folder.path() / "output";
  for (const char* name : {"a.trace", "b.trace"}) {
    std::ofstream(folder.path() / name) << "claimcheck trace 1\n\n"
                                           "region 0 dynamic base 4G size 64M align 2M\n\n"
                                           "offer 0 untagged at 0 +2M\nwrite 0.0 uuid 0\n";
  }
  const auto child = start({"replay", folder.path().string(), "--engine", BAD_PLUGINS "/sleeps.so",
                            "--hang-timeout", "1h", "--budget", "1h"},
                           output);
  std::this_thread::sleep_for(std::chrono::seconds(CLAIMCHECK_IS_SANITIZED ? 8 : 2));
  kill(child, SIGTERM);
  const auto [status, text] = end_of(child, output);
  EXPECT_EQ(status, 3) << text;
  EXPECT_NE(text.find("a.trace: not finished on bad: it was interrupted"), std::string::npos)
      << text;
  EXPECT_NE(text.find("1 of 2 traces were not run, as it was interrupted"), std::string::npos)
      << text;
}

// A run that goes on for longer than anybody waits, and is in the middle of it.
pid_t start_a_long_run(const Folder& folder, const fs::path& output) {
  const auto child = start({"run", "--modes", "check", "--traces", "900000000", "--corpus", "none",
                            "--save", (folder.path() / "found").string()},
                           output);
  wait_for_output(output);
  std::this_thread::sleep_for(std::chrono::seconds(CLAIMCHECK_IS_SANITIZED ? 8 : 2));
  return child;
}

// As timeout does: to the process, and at once to its group, which it is in.
TEST(Kill, BySignalThatComesTwiceIsOneQuestion) {
  const Folder folder;
  const auto output = folder.path() / "output";
  const auto child = start_a_long_run(folder, output);
  kill(child, SIGTERM);
  std::this_thread::sleep_for(std::chrono::milliseconds(2));
  kill(child, SIGTERM);
  const auto [status, text] = end_of(child, output);
  EXPECT_EQ(status, 3) << text;
  EXPECT_NE(text.find("no verdict on"), std::string::npos) << text;
}

// As pkill does: the child that runs the engine is of the same name.
TEST(Kill, OfAllItsProcessesIsNoFinding) {
  const Folder folder;
  const auto output = folder.path() / "output";
  const auto child = start_a_long_run(folder, output);
  std::ifstream children("/proc/" + std::to_string(child) + "/task/" + std::to_string(child) +
                         "/children");
  pid_t grandchild = 0;
  ASSERT_TRUE(children >> grandchild);
  kill(grandchild, SIGTERM);
  kill(child, SIGTERM);
  const auto [status, text] = end_of(child, output);
  EXPECT_EQ(status, 3) << text;
  EXPECT_EQ(text.find("FAIL"), std::string::npos) << text;
}

// While the first gives it a moment. On a slow machine it may not have begun by then, or have
// ended: then it is given longer.
TEST(Kill, BySecondSignalIsAtOnce) {
  const Folder folder;
  const auto output = folder.path() / "output";
  for (int life_s = 1; life_s <= 16; life_s *= 2) {
    const auto child = start_that_sleeps(folder, output);
    std::this_thread::sleep_for(std::chrono::seconds(life_s));
    kill(child, SIGINT);
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    int status = 0;
    if (waitpid(child, &status, WNOHANG) == child) continue;
    kill(child, SIGTERM);
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status));
    EXPECT_EQ(WTERMSIG(status), SIGTERM);
    return;
  }
  FAIL() << "no run was in the engine when it was asked to end";
}

}  // namespace
}  // namespace claimcheck::command
