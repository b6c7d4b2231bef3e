// SPDX-License-Identifier: MIT
// Each patch of impl/mutants/ is found by the part of a run that it names, and blamed on the clause
// that it names.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "properties/installation/installation.hpp"
#include "properties/report/mutant_report.hpp"
#include "properties/store/store.hpp"

namespace claimcheck {

// GoogleTest looks for it where the type is.
namespace mutants {
void PrintTo(const SeededBug& bug, std::ostream* out) {
  *out << bug.name;
}
}  // namespace mutants

namespace command {
namespace {

namespace fs = std::filesystem;

constexpr std::ptrdiff_t max_in_threads = 3;

// What a bug shows besides, by other operations, needs those operations to show it: that a created
// device comes back bound takes eight.
constexpr std::size_t max_more_of_others = 3;

// Those that need no more than an extent and two threads: locks left out, taken in two steps, in
// the other order, or given back too early.
constexpr std::array<std::string_view, 5> lock_mistakes = {
    "001-no-device-lock", "002-check-and-carve-apart", "003-reader-without-lock",
    "004-locks-in-the-other-order", "005-unlock-before-rollback"};
constexpr std::size_t max_operations_of_those = 3;

// Those that need so many devices, extents or claims, and an operation for each.
constexpr std::array<std::string_view, 3> bugs_of_many = {"357-drivers-of-devices-64-apart",
                                                          "359-mappings-of-sixteen-claims-ago",
                                                          "360-devices-behind-32-hold-their-index"};
constexpr std::size_t max_operations_of_many = 80;

std::string in_words(std::string text) {
  std::ranges::replace(text, '-', '_');
  return text;
}

// What the findings of a run say of a bug.
struct Shown {
  std::vector<std::string> blamed = {};  // in the order in which they were met
  std::size_t shortest = report::max_shrunk + 1;
};

class Mutants : public testing::TestWithParam<mutants::SeededBug> {
 protected:
  Mutants() : folder_(fs::path(testing::TempDir()) / ("claimcheck-mutant-" + GetParam().name)) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~Mutants() override { fs::remove_all(folder_); }

  int claimcheck(const std::string& arguments) const {
    return claimcheck(arguments,
                      fmt::format("{}/mutant-{}.so",
                                  (installation::installation().build / "impl/mutants").string(),
                                  GetParam().name));
  }
  int claimcheck(const std::string& arguments, const std::string& engine) const {
    const int status =
        std::system(fmt::format("env -u GTEST_TOTAL_SHARDS -u GTEST_SHARD_INDEX "
                                "'{}' {} --engine '{}' >'{}' 2>&1",
                                CLAIMCHECK_BINARY, arguments, engine, output().string())
                        .c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  // The posted engine had it before the bug was seeded: it breaks the clause in this trace too.
  bool is_of_posted(const nlohmann::json& finding) const {
    if (!GetParam().name.starts_with("2")) return false;
    const auto replay = fmt::format("replay '{}'", finding["file"].get<std::string>());
    const auto breaks = fmt::format("posted breaks {}", finding["clause"].get<std::string>());
    return claimcheck(replay, "posted") == 1 && said().find(breaks) != std::string::npos;
  }

  fs::path output() const { return folder_ / "output"; }
  std::string said() const {
    std::ifstream in(output());
    return {std::istreambuf_iterator<char>(in), {}};
  }

  nlohmann::json run(std::string_view extent) const {
    const auto report = folder_ / "report.json";
    EXPECT_EQ(claimcheck(fmt::format("run --modes {} --traces 20000 --fault-traces 2000 --cases 0 "
                                     "{} --save '{}' --json '{}'",
                                     GetParam().found_by, extent, (folder_ / "found").string(),
                                     report.string())),
              1)
        << said();
    std::ifstream in(report);
    return nlohmann::json::parse(in);
  }
  Shown shown_by(const nlohmann::json& report) const;

 private:
  fs::path folder_;
};

std::size_t max_shortest(const mutants::SeededBug& bug) {
  const bool is_lock_mistake = std::ranges::find(lock_mistakes, bug.name) != lock_mistakes.end();
  if (is_lock_mistake) return max_operations_of_those;
  const bool is_of_many = std::ranges::find(bugs_of_many, bug.name) != bugs_of_many.end();
  return is_of_many ? max_operations_of_many : report::max_shrunk;
}

bool are_blamed(const std::vector<model::Clause>& clauses, const Shown& shown) {
  return std::ranges::all_of(clauses, [&](model::Clause clause) {
    return std::ranges::find(shown.blamed, name(clause)) != shown.blamed.end();
  });
}

Shown Mutants::shown_by(const nlohmann::json& report) const {
  Shown shown;
  for (const auto& finding : report["findings"]) {
    SCOPED_TRACE(finding.dump(2));
    if (!is_of_posted(finding)) shown.blamed.push_back(finding["clause"]);
    EXPECT_TRUE(finding["reproduced"]);
    EXPECT_LE(finding["operations"],
              std::max(report::max_shrunk, max_shortest(GetParam())) + max_more_of_others);
    shown.shortest = std::min<std::size_t>(shown.shortest, finding["operations"]);
    EXPECT_EQ(claimcheck(fmt::format("replay '{}'", finding["file"].get<std::string>())), 1);
    EXPECT_NE(said().find(finding["clause"]), std::string::npos) << said();

    const auto trace = store::load(finding["file"].get<std::string>()).document.trace;
    EXPECT_LE(std::ranges::count_if(trace.steps, [](const auto& step) { return step.thread > 0; }),
              max_in_threads);
    EXPECT_EQ(trace.is_concurrent(), GetParam().found_by == "concurrent");
    EXPECT_EQ(trace.schedule.empty(), !trace.is_concurrent());
  }
  return shown;
}

// A run that goes on behind its first finding takes ten times as long: it is for a bug that breaks
// a second clause, or that a later trace shows in fewer operations.
TEST_P(Mutants, IsFoundWithAShortTraceThatShowsItAgain) {
  const auto& bug = GetParam();
  auto shown = shown_by(run("--fail-fast --budget 300s"));
  if (!are_blamed(bug.breaks, shown) || shown.shortest > max_shortest(bug)) {
    shown = shown_by(run("--budget 300s"));
  }
  EXPECT_LE(shown.shortest, max_shortest(bug));
  ASSERT_FALSE(shown.blamed.empty());
  const auto is_first = [&](model::Clause clause) { return name(clause) == shown.blamed.front(); };
  EXPECT_TRUE(std::ranges::any_of(bug.breaks, is_first)) << shown.blamed.front();
  EXPECT_TRUE(are_blamed(bug.breaks, shown)) << fmt::format("{}", fmt::join(shown.blamed, " "));
}

// A kernel's operation takes many more steps, so that to run every interleaving would take minutes:
// the first defect is the patch's, and its trace is replayed.
class KernelMutants : public Mutants {};

TEST_P(KernelMutants, IsFoundBlamedAndReplayed) {
  const auto report = run("--fail-fast --budget 90s");
  ASSERT_FALSE(report["findings"].empty()) << said();
  std::vector<std::string> named;
  for (const auto clause : GetParam().breaks) named.emplace_back(name(clause));
  const auto& first = report["findings"].front();
  EXPECT_NE(std::ranges::find(named, first["clause"].get<std::string>()), named.end())
      << first.dump(2);
  std::size_t replayed = 0;
  for (const auto& finding : report["findings"]) {
    if (!finding["reproduced"]) continue;
    ++replayed;
    const auto file = finding["file"].get<std::string>();
    EXPECT_EQ(claimcheck(fmt::format("replay '{}'", file)), 1) << finding.dump(2);
    break;
  }
  EXPECT_EQ(replayed, 1u) << report["findings"].dump(2);
}

std::vector<mutants::SeededBug> seeded(bool in_the_kernel_sample) {
  auto bugs = mutants::seeded_bugs(installation::installation().root / "impl/mutants");
  std::erase_if(bugs,
                [&](const auto& bug) { return bug.name.starts_with("4") != in_the_kernel_sample; });
  return bugs;
}

INSTANTIATE_TEST_SUITE_P(Seeded, Mutants, testing::ValuesIn(seeded(false)),
                         [](const auto& info) { return in_words(info.param.name); });
INSTANTIATE_TEST_SUITE_P(Seeded, KernelMutants, testing::ValuesIn(seeded(true)),
                         [](const auto& info) { return in_words(info.param.name); });

}  // namespace
}  // namespace command
}  // namespace claimcheck
