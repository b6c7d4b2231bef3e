// SPDX-License-Identifier: MIT
#include "properties/command/explore.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "properties/command/commands.hpp"
#include "properties/store/store.hpp"

namespace claimcheck::command {
namespace {

namespace fs = std::filesystem;

class Explore : public testing::Test {
 protected:
  Explore() { fs::create_directories(folder_); }
  ~Explore() override { fs::remove_all(folder_); }

  // `claimcheck explore` with these arguments, on a scope of a moment.
  int explore(std::vector<std::string> arguments) {
    return command("explore", std::move(arguments));
  }
  int command(const std::string& name, const std::vector<std::string>& arguments) {
    return command(name, arguments, {"--save", path("found")});
  }
  int command(const std::string& name, std::vector<std::string> arguments,
              const std::vector<std::string>& first) {
    arguments.insert(arguments.begin(), first.begin(), first.end());
    arguments.insert(arguments.begin(), {"claimcheck", name});
    std::vector<char*> argv;
    for (auto& argument : arguments) argv.push_back(argument.data());
    testing::internal::CaptureStdout();
    const int status = main(static_cast<int>(argv.size()), argv.data());
    output_ = testing::internal::GetCapturedStdout();
    return status;
  }
  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::string read(const std::string& name) const {
    std::ifstream file(path(name));
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
  }
  bool says(const std::string& text) const { return output_.find(text) != std::string::npos; }

  fs::path folder_ = fs::temp_directory_path() / ("explore-test-" + std::to_string(getpid()));
  std::string output_;
};

const std::vector<std::string> small_scope = {"--tags", "1", "--extents", "1", "--injected", "0"};

std::vector<std::string> small(std::vector<std::string> more) {
  more.insert(more.begin(), small_scope.begin(), small_scope.end());
  return more;
}

TEST_F(Explore, LooksAtTheLocksOnWeakMemoryAndAtNothingElse) {
  EXPECT_EQ(command("explore", {"--locks"}, {}), 0) << output_;
  EXPECT_TRUE(says("in every execution that RC11 allows\n")) << output_;
  EXPECT_TRUE(says("holds   light lock: two writers ")) << output_;
  EXPECT_FALSE(says("broken")) << output_;
  EXPECT_TRUE(says("  lock: exchange, release            found as relaxed\n")) << output_;
  EXPECT_EQ(command("explore", {"--locks", "--tags", "2"}, {}), 2);
}

TEST_F(Explore, HoldsOnTheModelAndGivesNoVerdictWhereItIsCutShort) {
  EXPECT_EQ(explore(small({"--engine", "none"})), 0) << output_;
  EXPECT_EQ(explore(small({"--engine", "none", "--max-states", "2"})), 3);
  EXPECT_TRUE(says("not exercised: W6")) << output_;
  EXPECT_TRUE(says("no verdict on the model: the bound on states was met")) << output_;
}

TEST_F(Explore, HoldsOnTheIndexedEngine) {
  EXPECT_EQ(explore(small({"--failures", "--json", path("report")})), 0) << output_;
  EXPECT_TRUE(says("indexed keeps every clause in every state of the scope"));
  const auto report = nlohmann::json::parse(read("report"));
  EXPECT_EQ(report.at("exit_status"), 0);
  EXPECT_GT(report.at("engine_failures"), 0);
  EXPECT_EQ(report.at("clauses").at("A2").at("verdict"), "holds");
}

TEST_F(Explore, SaysInAFewLinesWhatHoldsAndInTablesWhereTheyAreAskedFor) {
  EXPECT_EQ(explore(small({"--engine", "none"})), 0) << output_;
  EXPECT_TRUE(says("\nholds         W")) << output_;
  EXPECT_FALSE(says("depth       states"));
  EXPECT_LE(std::ranges::count(output_, '\n'), 14);
  EXPECT_EQ(explore(small({"--engine", "none", "--verbose"})), 0);
  EXPECT_TRUE(says("depth       states") && says("clause     exercised  after  verdict"))
      << output_;
}

TEST_F(Explore, GivesNoVerdictWhenItsTimeIsUp) {
  EXPECT_EQ(explore({"--budget", "0s"}), 3) << output_;
  EXPECT_TRUE(says("no verdict on indexed: time ran out")) << output_;
  EXPECT_EQ(explore({"--budget", "soon"}), 2);
}

TEST_F(Explore, IsAPartOfARunThatItsBudgetEnds) {
  EXPECT_EQ(command("run", {"--modes", "explore", "--budget", "0s", "--json", path("report")}), 3);
  EXPECT_TRUE(says("explore: time ran out")) << output_;
  EXPECT_FALSE(nlohmann::json::parse(read("report")).at("explorations").at(0).at("finished"));
}

TEST_F(Explore, IsDividedByScopesBetweenShards) {
  const std::vector<std::string> explore = {"--modes", "explore", "--effort", "quick", "--shard"};
  const auto with = [&](const std::string& shard) {
    auto words = explore;
    words.push_back(shard);
    return words;
  };
  EXPECT_EQ(command("run", with("2/5")), 0) << output_;
  EXPECT_TRUE(says("explore: 1 of 5 scopes are of this shard")) << output_;
  // One that has none has seen nothing.
  EXPECT_EQ(command("run", with("6/6")), 3) << output_;
  EXPECT_TRUE(says("explore: 0 of 5 scopes are of this shard")) << output_;
}

TEST_F(Explore, SavesWhatItFindsUnderTheNameOfItsContent) {
  EXPECT_EQ(explore(small({"--engine", "posted", "--corpus", path("none")})), 1) << output_;
  EXPECT_TRUE(says("W6 is broken")) << output_;
  const auto paths = store::traces_below(path("found"));
  ASSERT_FALSE(paths.empty());
  for (const auto& found : paths) {
    const auto trace = store::load(found).document.trace;
    EXPECT_EQ(store::content_name(trace) + ".trace", found.filename().string());
    EXPECT_TRUE(says(found.filename().string()));
  }
}

TEST_F(Explore, RefusesAScopeThatIsTooLargeAndWhatItCannotRead) {
  EXPECT_EQ(explore({"--tags", "9"}), 2);
  EXPECT_EQ(explore({"--memory", "lots"}), 2);
  EXPECT_EQ(explore({"--max-states", "-1"}), 2);  // is no large number
  EXPECT_EQ(explore({"--engine", "nothing-of-this-name"}), 2);
}

TEST_F(Explore, DrawsATinyScopeAndRefusesALargeOne) {
  const std::vector<std::string> tiny = {"--engine", "none", "--devices", "1", "--untagged", "0"};
  auto arguments = small(tiny);
  arguments.insert(arguments.end(), {"--dot", path("graph")});
  EXPECT_EQ(explore(arguments), 0) << output_;
  EXPECT_EQ(read("graph").rfind("digraph states {", 0), 0U);
  EXPECT_EQ(explore({"--engine", "none", "--dot", path("graph")}), 2);
}

}  // namespace
}  // namespace claimcheck::command
