// SPDX-License-Identifier: MIT
// Writes what a plugin answers: scripts for scripted.c, each run by one of our commands. However
// the plugin behaves, a run ends in time, with a status that is documented, and says why; nothing
// of it is left running; and it ends with 0 only where no answer of the plugin that the contract
// fixes was another than the contract's.
//
//   plugin_fuzz [--seconds N] [--seed S]   cases S, S+1, ... ; CLAIMCHECK_FUZZ_SECONDS wins over N
//   plugin_fuzz --one S                    case S alone, with what it printed
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "properties/bad_plugins/left_running.hpp"
#include "properties/testing/program.hpp"

namespace claimcheck {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using Words = std::vector<std::string>;

constexpr std::size_t rule_size = 6;
constexpr unsigned char crash =
    22;  // the first action of scripted.c that ends or holds up a process
constexpr unsigned char hang = 25;
constexpr unsigned char actions = 32;
constexpr std::chrono::seconds time_limit(CLAIMCHECK_IS_SANITIZED ? 240 : 90);  // of one run

struct Case {
  std::string script;
  Words words;
};

class Choices {
 public:
  explicit Choices(std::uint64_t seed) : engine_(seed) {}

  std::size_t below(std::size_t bound) { return engine_() % bound; }
  unsigned char byte() { return static_cast<unsigned char>(engine_() & 0xff); }
  template <class T>
  const T& of(const std::vector<T>& all) {
    return all[below(all.size())];
  }

 private:
  std::mt19937_64 engine_;
};

// Rarely one that takes a time-out to see, and in half of the scripts none that ends the process,
// so that answers are judged.
std::string script_of(Choices& choices) {
  std::string script;
  const bool only_answers = choices.below(2) == 0;
  const auto rules = 1 + choices.below(3);
  for (std::size_t rule = 0; rule < rules; ++rule) {
    for (std::size_t i = 0; i < rule_size; ++i) script += static_cast<char>(choices.byte());
    auto& action = script[script.size() - 3];
    if (only_answers) action = static_cast<char>(choices.below(crash));
    const auto meant = static_cast<unsigned char>(action) % actions;
    if (meant == hang && choices.below(8) != 0) action = static_cast<char>(hang + 1);
    // Half of all rules are about operations, and most calls are early ones.
    if (choices.below(2) == 0) script[script.size() - rule_size] = 2;
    script[script.size() - 4] = static_cast<char>(choices.below(3) == 0 ? 0 : choices.below(7));
  }
  return script;
}

std::vector<std::string> traces() {
  std::vector<std::string> paths;
  for (const auto& entry : fs::recursive_directory_iterator(CORPUS)) {
    if (entry.path().extension() == ".trace") paths.push_back(entry.path().string());
  }
  std::ranges::sort(paths);
  return paths;
}

Words command_of(Choices& choices) {
  static const auto all_traces = traces();
  const Words run{"run", "--hang-timeout", "500ms", "--corpus", "none", "--save", "found"};
  const auto with = [](Words words, const Words& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
  };
  // Half of them replay, which takes least; the last ones take a second or more.
  switch (choices.below(24)) {
    case 0:
      return with(run, {"--traces", "60", "--fault-traces", "4", "--cases", "4", "--budget", "1s",
                        "--html", "run.html", "--report", "junit=run.xml"});
    case 1:
      return with(run, {"--modes", "check", "--traces", "5000", "--budget", "4s"});
    case 2:
      return {"explore", "--tags", "1", "--extents", "1", "--save", "found", "--budget", "1s"};
    case 3:
      return {"soak", "--budget", "300ms", "--save", "found"};
    case 4:
      return {"replay",    choices.of(all_traces), "--explain",  "--html",
              "page.html", "--trace-events",       "events.json"};
    case 5:
    case 6:
    case 7:
    case 8:
    case 9:
      return with(run,
                  {"--modes", "check", "--traces", "60", "--budget", "2s", "--json", "r.json"});
    case 10:
      return with(run, {"--modes", "faults", "--fault-traces", "4", "--budget", "1s"});
    case 11:
      return with(run, {"--modes", "concurrent", "--cases", "4", "--budget", "1s"});
    default:
      return {"replay", choices.of(all_traces), choices.of(all_traces)};
  }
}

Case case_of(std::uint64_t seed) {
  Choices choices(seed);
  auto script = script_of(choices);
  auto words = command_of(choices);
  for (std::size_t rule = 0; rule < script.size(); rule += rule_size) {
    // An exploration asks one path to each state: it is of engines that answer by their state.
    if (words[0] == "explore") script[rule + 2] = 0;
    // Their time-out is long.
    auto& action = script[rule + 3];
    const bool hangs = static_cast<unsigned char>(action) % actions == hang;
    if (hangs && words[0] != "run") action = static_cast<char>(hang + 1);
  }
  return {std::move(script), std::move(words)};
}

[[noreturn]] void become(Words words, const fs::path& folder) {
  setpgid(0, 0);
  const auto open_as = [&](const char* name, int descriptor) {
    const int file = open((folder / name).c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(file, descriptor);
    close(file);
  };
  open_as("out", STDOUT_FILENO);
  open_as("err", STDERR_FILENO);
  setenv("CLAIMCHECK_TEST_MARK", folder.filename().c_str(), 1);
  setenv("CLAIMCHECK_SCRIPT", (folder / "script").c_str(), 1);
  setenv("CLAIMCHECK_DEVIATIONS", (folder / "deviations").c_str(), 1);
  words.insert(words.begin(), CLAIMCHECK_CLI);
  words.insert(words.end(), {"--engine", SCRIPTED});
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  if (chdir(folder.c_str()) == 0) execv(arguments[0], arguments.data());
  _exit(127);
}

// As waitpid() says it; -1: it did not end in time.
int wait_for(pid_t child) {
  const auto end = Clock::now() + time_limit;
  int status = 0;
  while (Clock::now() < end) {
    if (waitpid(child, &status, WNOHANG) == child) return status;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  kill(-child, SIGKILL);
  waitpid(child, &status, 0);
  return -1;
}

bool has_any_of(const std::string& text, const Words& parts) {
  return std::ranges::any_of(parts, [&](const auto& part) { return text.find(part) != text.npos; });
}

struct Ran {
  int status;  // as waitpid() says it
  std::string out;
  std::string err;
  bool deviated;  // an answer was another than the contract's
  int left;       // processes
};

// What is wrong with how a run ended; empty: nothing.
std::string wrong_with(const Ran& ran) {
  if (ran.status == -1) return "it did not end in time";
  if (ran.left > 0) return fmt::format("{} processes are left running", ran.left);
  if (!WIFEXITED(ran.status)) return fmt::format("signal {} ended it", WTERMSIG(ran.status));
  const int status = WEXITSTATUS(ran.status);
  const auto both = ran.out + ran.err;
  if (status > 3) return fmt::format("status {} is not documented", status);
  if (has_any_of(both, {"internal error"})) return "an internal error";
  if (has_any_of(ran.err, {"Sanitizer", "runtime error:"})) return "a sanitizer's report";
  if (has_any_of(both, {"\033"})) return "an escape code of the plugin's";
  if (status == 0 && ran.deviated) return "status 0 was not earned: an answer was wrong";
  if (status == 1 && !has_any_of(ran.out, {"FAIL", "is broken", "breaks", "broken"}))
    return "status 1 without a finding";
  if (status == 2 && !has_any_of(both, {"claimcheck: ", "states what"}))
    return "status 2 without a sentence";
  if (status == 3 && !has_any_of(both, {"no verdict", "cannot go on", "not checked"}))
    return "status 3 without a sentence";
  return {};
}

// Before threads begin, the harness asks the engine what no trace asks, and looks at no answer.
bool has_threads(const Words& words) {
  return std::ranges::any_of(words, [](const auto& word) {
    return word.ends_with(".trace") &&
           testing::read_file(word).find("\nthread ") != std::string::npos;
  });
}

Ran run(const Case& one, const fs::path& folder) {
  testing::write_file(folder / "script", one.script);
  const pid_t child = fork();
  if (child == 0) become(one.words, folder);
  if (child < 0) throw std::runtime_error("fork");
  Ran ran{wait_for(child), "", "", false, 0};
  ran.left = left_running(folder.filename().string());
  ran.out = testing::read_file(folder / "out");
  ran.err = testing::read_file(folder / "err");
  ran.deviated = fs::exists(folder / "deviations") && !has_threads(one.words);
  return ran;
}

struct Options {
  std::uint64_t seed = 1;
  long seconds = 60;
  bool one = false;
};

Options options_of(int argc, char** argv) {
  Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string flag = argv[i];
    const auto value = std::strtoull(argv[i + 1], nullptr, 10);
    if (flag == "--seconds") options.seconds = static_cast<long>(value);
    if (flag == "--seed" || flag == "--one") options.seed = value;
    options.one = options.one || flag == "--one";
  }
  if (const char* seconds = std::getenv("CLAIMCHECK_FUZZ_SECONDS"))
    options.seconds = std::atol(seconds);
  return options;
}

std::string tail(const std::string& text) {
  constexpr std::size_t most = 2000;
  return text.size() <= most ? text : "..." + text.substr(text.size() - most);
}

// Whether the case ended well. One that did not is told, with what it was.
bool ends_well(std::uint64_t seed, bool tells, std::vector<std::size_t>& counts) {
  const auto one = case_of(seed);
  const testing::TemporaryFolder folder;
  const auto ran = run(one, folder.path());
  const auto wrong = wrong_with(ran);
  if (ran.status != -1 && WIFEXITED(ran.status) && WEXITSTATUS(ran.status) < 4) {
    ++counts[static_cast<std::size_t>(WEXITSTATUS(ran.status))];
  }
  if (wrong.empty() && !tells) return true;
  std::string bytes;
  for (const char c : one.script) bytes += fmt::format("{} ", static_cast<unsigned char>(c));
  fmt::print("case {}: {}\n  {}\n  script {}\n{}\n{}\n", seed,
             wrong.empty() ? "as it is to" : wrong, fmt::join(one.words, " "), bytes, tail(ran.out),
             tail(ran.err));
  std::fflush(stdout);
  return wrong.empty();
}

int fuzz(const Options& options) {
  constexpr int most_told = 10;
  std::vector<std::size_t> counts(4);
  const auto end = Clock::now() + std::chrono::seconds(options.seconds);
  int wrong = 0;
  auto seed = options.seed;
  do {
    if (!ends_well(seed++, options.one, counts)) ++wrong;
  } while (!options.one && Clock::now() < end && wrong < most_told);
  fmt::print("{} cases from {}: {} hold, {} break, {} refused, {} without a verdict; {} wrong\n",
             seed - options.seed, options.seed, counts[0], counts[1], counts[2], counts[3], wrong);
  return wrong == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace
}  // namespace claimcheck

int main(int argc, char** argv) {
  return claimcheck::fuzz(claimcheck::options_of(argc, argv));
}
