// SPDX-License-Identifier: MIT
// A search over seeds that goes on whatever becomes of its processes.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <regex>
#include <set>

#include "properties/testing/program.hpp"

namespace claimcheck::command {
namespace {

namespace fs = std::filesystem;
using testing::read_file;
using Words = std::vector<std::string>;

class CampaignCommand : public ::testing::Test {
 protected:
  Words words(const std::string& engine, const std::string& time,
              const std::string& slice = "200ms") const {
    return {CLAIMCHECK_BINARY, "campaign", "--dir",   "campaign", "--engine", engine,
            "--modes",         "check",    "--slice", slice,      "--budget", time};
  }
  fs::path file(const std::string& name) const { return folder_.path() / "campaign" / name; }

  testing::TemporaryFolder folder_;
};

// All that the pattern's first group matches.
std::set<std::string> all_of(const std::string& text, const std::string& pattern) {
  const std::regex regex(pattern);
  std::set<std::string> found;
  for (std::sregex_iterator match(text.begin(), text.end(), regex), end; match != end; ++match) {
    found.insert((*match)[1]);
  }
  return found;
}

TEST_F(CampaignCommand, KilledTwentyTimesLosesNothingThatItPrinted) {
  std::mt19937 random(1);  // the moments, not what is searched
  std::uniform_int_distribution<int> moment_ms(50, 700);
  std::set<std::string> seeds;
  std::set<std::string> files;
  for (int time = 0; time < 20; ++time) {
    Words killed = {"/usr/bin/timeout", "--signal", "KILL",
                    "0." + std::to_string(1000 + moment_ms(random)).substr(1)};
    const auto command = words("posted", "1m", "1s");
    killed.insert(killed.end(), command.begin(), command.end());
    const auto ended = testing::run_program(killed, folder_.path());
    seeds.merge(all_of(ended.out, "seed ([0-9]+): "));
    files.merge(all_of(ended.out, "(campaign/found/[^ \n]*\\.trace)"));
    for (const auto& trace : files) EXPECT_TRUE(fs::exists(folder_.path() / trace)) << trace;
  }
  auto ended = testing::run_program(words("posted", "3s", "1s"), folder_.path());
  // On a machine that is busy a slice may be over before its first trace.
  for (int more = 0; ended.status == 3 && more < 20; ++more) {
    seeds.merge(all_of(ended.out, "seed ([0-9]+): "));
    ended = testing::run_program(words("posted", "3s", "1s"), folder_.path());
  }
  EXPECT_EQ(ended.status, 1) << ended.out << ended.err;
  seeds.merge(all_of(ended.out, "seed ([0-9]+): "));
  // The end names what was found by seeds that were killed before they could.
  files.merge(all_of(ended.out, "(campaign/found/[^ \n]*\\.trace)"));
  ASSERT_FALSE(seeds.empty());
  ASSERT_FALSE(files.empty());
  const auto status = nlohmann::json::parse(read_file(file("status.json")));
  // The last of a call may be one that its end cut off.
  EXPECT_GE(status.at("seeds_done").get<std::size_t>() + 1, seeds.size());
  EXPECT_GE(status.at("found").size(), files.size());
  for (const auto& found : status.at("found")) {
    const auto replayed = testing::run_program(
        {CLAIMCHECK_BINARY, "replay", found.at("file").get<std::string>(), "--engine", "posted"},
        folder_.path());
    EXPECT_EQ(replayed.status, 1) << replayed.out;
  }
}

TEST_F(CampaignCommand, OfTwoProcessesDoesEachSeedOnce) {
  const auto command = words("indexed", "1s");
  std::string line;
  for (const auto& word : command) line += "'" + word + "' ";
  const auto both = testing::run_program({"/bin/sh", "-c", line + ">one & " + line + ">two & wait"},
                                         folder_.path());
  EXPECT_EQ(both.status, 0) << both.err;
  const auto seeds_of = [&](const std::string& name) {
    return all_of(read_file(folder_.path() / name), "seed ([0-9]+): ");
  };
  const auto one = seeds_of("one");
  const auto two = seeds_of("two");
  EXPECT_FALSE(one.empty());
  EXPECT_FALSE(two.empty());
  const auto done = nlohmann::json::parse(read_file(file("status.json"))).at("seeds_done");
  EXPECT_GE(done.get<std::size_t>() + 2, one.size() + two.size());
  for (const auto& seed : one) {
    const auto name = "seeds/" + std::string(8 - seed.size(), '0') + seed + ".json";
    // A seed that the end cut off may have been begun by both, and done by none.
    EXPECT_FALSE(fs::exists(file(name)) && two.contains(seed)) << seed;
  }
}

TEST_F(CampaignCommand, RefusesAFolderOfAnotherEngine) {
  EXPECT_NE(testing::run_program(words("indexed", "1ms"), folder_.path()).status, 2);
  const auto other = testing::run_program(words("posted", "1ms"), folder_.path());
  EXPECT_EQ(other.status, 2);
  EXPECT_NE(other.err.find("a campaign with another build of the engine"), std::string::npos)
      << other.err;
}

}  // namespace
}  // namespace claimcheck::command
