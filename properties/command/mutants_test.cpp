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

#include "properties/hunt/store.hpp"

namespace claimcheck::command {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_operations = 5;  // of a shrunk trace
constexpr std::ptrdiff_t most_in_threads = 3;

// Those that need no more than an extent and two threads: locks left out, taken in two steps, in
// the other order, or given back too early.
constexpr std::array<std::string_view, 5> lock_mistakes = {
    "001-no-device-lock", "002-check-and-carve-apart", "003-reader-without-lock",
    "004-locks-in-the-other-order", "005-unlock-before-rollback"};
constexpr std::size_t most_operations_of_those = 3;

struct Mutant {
  std::string name;
  std::string breaks;
  std::string found_by;
};

std::string value_of(const std::string& line, std::string_view key) {
  return line.starts_with(key) ? line.substr(key.size()) : "";
}

std::vector<Mutant> mutants() {
  std::vector<Mutant> all;
  for (const auto& entry : fs::directory_iterator(MUTANT_PATCHES)) {
    if (entry.path().extension() != ".patch") continue;
    std::ifstream in(entry.path());
    std::string description, breaks, found_by;
    std::getline(in, description);
    std::getline(in, breaks);
    std::getline(in, found_by);
    all.push_back(
        {entry.path().stem(), value_of(breaks, "Breaks: "), value_of(found_by, "Found by: ")});
  }
  std::ranges::sort(all, {}, &Mutant::name);
  return all;
}

std::string in_words(std::string text) {
  std::ranges::replace(text, '-', '_');
  return text;
}

class Mutants : public testing::TestWithParam<Mutant> {
 protected:
  Mutants() : folder_(fs::path(testing::TempDir()) / ("claimcheck-mutant-" + GetParam().name)) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~Mutants() override { fs::remove_all(folder_); }

  int claimcheck(const std::string& arguments) const {
    const int status = std::system(fmt::format("env -u GTEST_TOTAL_SHARDS -u GTEST_SHARD_INDEX "
                                               "'{}' {} --engine '{}/mutant-{}.so' >'{}' 2>&1",
                                               CLAIMCHECK_BINARY, arguments, MUTANT_PLUGINS,
                                               GetParam().name, output().string())
                                       .c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  fs::path output() const { return folder_ / "output"; }
  std::string said() const {
    std::ifstream in(output());
    return {std::istreambuf_iterator<char>(in), {}};
  }

  nlohmann::json run() const {
    const auto report = folder_ / "report.json";
    EXPECT_EQ(
        claimcheck(fmt::format("run --modes {} --traces 20000 --fault-traces 200 --cases 0 "
                               "--budget 300s --save '{}' --json '{}'",
                               GetParam().found_by, (folder_ / "found").string(), report.string())),
        1)
        << said();
    std::ifstream in(report);
    return nlohmann::json::parse(in);
  }

 private:
  fs::path folder_;
};

TEST_P(Mutants, IsFoundWithAShortTraceThatShowsItAgain) {
  ASSERT_FALSE(GetParam().breaks.empty());
  const auto report = run();
  const bool is_lock_mistake =
      std::ranges::find(lock_mistakes, GetParam().name) != lock_mistakes.end();
  bool is_blamed = false;
  for (const auto& finding : report["findings"]) {
    SCOPED_TRACE(finding.dump(2));
    is_blamed = is_blamed || finding["clause"] == GetParam().breaks;
    EXPECT_TRUE(finding["reproduced"]);
    EXPECT_LE(finding["operations"], is_lock_mistake ? most_operations_of_those : most_operations);
    EXPECT_EQ(claimcheck(fmt::format("replay '{}'", finding["file"].get<std::string>())), 1);
    EXPECT_NE(said().find(finding["clause"]), std::string::npos) << said();

    const auto trace = hunt::load(finding["file"].get<std::string>()).document.trace;
    EXPECT_LE(std::ranges::count_if(trace.steps, [](const auto& step) { return step.thread > 0; }),
              most_in_threads);
    EXPECT_EQ(trace.is_concurrent(), GetParam().found_by == "concurrent");
    EXPECT_EQ(trace.schedule.empty(), !trace.is_concurrent());
  }
  EXPECT_TRUE(is_blamed) << report["findings"].dump(2);
}

INSTANTIATE_TEST_SUITE_P(Seeded, Mutants, testing::ValuesIn(mutants()),
                         [](const auto& info) { return in_words(info.param.name); });

}  // namespace
}  // namespace claimcheck::command
