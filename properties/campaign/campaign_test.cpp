// SPDX-License-Identifier: MIT
#include "properties/campaign/campaign.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include "properties/campaign/seed_claim.hpp"
#include "properties/testing/program.hpp"

namespace claimcheck::campaign {
namespace {

namespace fs = std::filesystem;

class Campaign : public ::testing::Test {
 protected:
  CampaignOptions options() const {
    CampaignOptions made;
    made.folder = folder_.path() / "campaign";
    made.run.seed = 1;
    made.run.budget_ms = 10;
    made.time = std::chrono::milliseconds(300);
    return made;
  }
  fs::path seeds() const { return options().folder / "seeds"; }

  testing::TemporaryFolder folder_;
};

TEST_F(Campaign, GivesEachSeedToOneOfThoseThatAsk) {
  fs::create_directories(seeds());
  const auto first = SeedClaim::next(seeds(), 3);
  const auto second = SeedClaim::next(seeds(), 3);
  EXPECT_EQ(first.seed(), 3u);
  EXPECT_EQ(second.seed(), 4u);
  EXPECT_EQ(SeedClaim::next(seeds(), 3).seed(), 5u);
  EXPECT_EQ(SeedClaim::next(seeds(), 3).seed(), 5u);  // it was given back
}

TEST_F(Campaign, TakesUpTheSeedOfAProcessThatWasKilled) {
  fs::create_directories(seeds());
  int ready[2];
  ASSERT_EQ(pipe(ready), 0);
  const auto child = fork();
  if (child == 0) {
    const auto claim = SeedClaim::next(seeds(), 1);
    [[maybe_unused]] const auto written = write(ready[1], "x", 1);
    pause();
    _exit(0);
  }
  char byte = 0;
  ASSERT_EQ(read(ready[0], &byte, 1), 1);
  EXPECT_EQ(SeedClaim::next(seeds(), 1).seed(), 2u);
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  EXPECT_EQ(SeedClaim::next(seeds(), 1).seed(), 1u);
}

TEST_F(Campaign, DoesOneSeedAfterAnotherAndGoesOnWhereItStopped) {
  open_folder(options());
  std::vector<std::uint64_t> begun;
  const auto run = [&](const options::RunOptions& seed) {
    begun.push_back(seed.seed);
    EXPECT_EQ(seed.save, options().folder / "found");
    EXPECT_EQ(seed.known, std::vector{options().folder / "found"});
    report::RunReport report;
    report.stages.push_back({"check", {}, {}});
    report.stages[0].report.coverage.traces = 7;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return report;
  };
  std::size_t done = 0;
  const auto count = [&](std::uint64_t, const report::RunReport&) { ++done; };
  run_seeds(options(), run, count);
  ASSERT_GE(begun.size(), 2u);
  EXPECT_EQ(done, begun.size());
  const auto before = begun.size();
  run_seeds(options(), run, count);
  ASSERT_GT(begun.size(), before);
  EXPECT_EQ(begun[before], before + 1);
  const auto status = status_of(options().folder);
  EXPECT_EQ(status.seeds_done, begun.size());
  EXPECT_EQ(status.traces, 7 * begun.size());
}

TEST_F(Campaign, DoesASeedAgainThatItsOwnEndCutOff) {
  auto short_time = options();
  short_time.run.budget_ms = 10'000;  // more than there is
  open_folder(short_time);
  const auto run = [](const options::RunOptions& seed) {
    EXPECT_LE(seed.budget_ms, 300u);
    std::this_thread::sleep_for(std::chrono::milliseconds(seed.budget_ms));
    report::RunReport report;
    report.stages.push_back({"check", {}, {}});
    report.stages[0].report.traces_left = 5;
    return report;
  };
  run_seeds(short_time, run,
            [](std::uint64_t seed, const report::RunReport&) { EXPECT_EQ(seed, 1u); });
  EXPECT_EQ(status_of(short_time.folder).seeds_done, 0u);
  EXPECT_EQ(SeedClaim::next(seeds(), 1).seed(), 1u);
}

TEST_F(Campaign, RefusesTheFolderOfAnotherAndOneThatIsNone) {
  open_folder(options());
  open_folder(options());
  auto other = options();
  other.run.engine = "posted";
  EXPECT_THROW(open_folder(other), options::UsageError);
  other = options();
  other.run.seed = 77;
  open_folder(other);  // from another seed on
  other.folder = folder_.path() / "photos";
  fs::create_directories(other.folder);
  testing::write_file(other.folder / "cat.png", "");
  EXPECT_THROW(open_folder(other), options::UsageError);
}

TEST_F(Campaign, EndsAsItsSeedsAndWhatTheyFoundSay) {
  open_folder(options());
  const auto status = [&] { return exit_status(status_of(options().folder)); };
  EXPECT_EQ(status(), options::ExitStatus::no_verdict);
  testing::write_file(report_of(seeds(), 1), R"({"exit_status": 0, "stages": []})");
  EXPECT_EQ(status(), options::ExitStatus::holds);
  testing::write_file(report_of(seeds(), 2), R"({"exit_status": 3, "stages": []})");
  EXPECT_EQ(status(), options::ExitStatus::no_verdict);
  testing::write_file(report_of(seeds(), 3), "cut o");
  EXPECT_EQ(status_of(options().folder).seeds_done, 2u);
  testing::write_file(options().folder / "found/T3-0123456789abcdef.trace", "");
  EXPECT_EQ(status(), options::ExitStatus::broken);
  write_status(options().folder);
  const auto text = testing::read_file(options().folder / "status.txt");
  EXPECT_NE(text.find("2 seeds done, 1 of them without a verdict"), std::string::npos) << text;
  EXPECT_NE(text.find("T3   "), std::string::npos) << text;
}

}  // namespace
}  // namespace claimcheck::campaign
