// SPDX-License-Identifier: MIT
// A concurrent trace of a file: by its schedule, or by a search that says how far it came.
#include <gtest/gtest.h>

#include <filesystem>

#include "properties/command/commands.hpp"
#include "properties/command/corpus.hpp"
#include "properties/testing/program.hpp"

namespace claimcheck::command {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view two_claims = R"(claimcheck trace 1

region 0 dynamic base 4G size 1G align 2M seq-base 1

offer 0 untagged  at 0 +2M
thread 1: write 0.0 uuid 0
thread 2: write 0.0 uuid 0
)";

class ReplayOfThreads : public ::testing::Test {
 protected:
  ReplayedTrace replayed(std::string_view schedule, std::uint64_t executions) const {
    testing::write_file(path_, std::string(two_claims).append(schedule));
    return replay_file(driver::Engine::named("indexed"), path_, executions);
  }
  ExitStatus status(std::string_view schedule, std::uint64_t executions) const {
    testing::write_file(path_, std::string(two_claims).append(schedule));
    ReplayOptions options;
    options.files = {path_};
    options.executions = executions;
    return replay(options);
  }

 private:
  testing::TemporaryFolder folder_;
  fs::path path_ = folder_.path() / "a.trace";
};

TEST_F(ReplayOfThreads, RunsTheScheduleThatFitsAndNoOther) {
  const auto fits = replayed("schedule 1 1 1 1 1 1 1 1 1 1 2 2 2 2 2 2\n", 100);
  EXPECT_EQ(fits.verdict, Replayed::holds);
  EXPECT_FALSE(fits.searched);
}

TEST_F(ReplayOfThreads, SearchesAllInterleavingsWithoutASchedule) {
  const auto searched = replayed("", 100);
  EXPECT_EQ(searched.verdict, Replayed::holds);
  ASSERT_TRUE(searched.searched);
  EXPECT_TRUE(searched.searched->complete);
  EXPECT_EQ(searched.searched->refusal, "");
}

TEST_F(ReplayOfThreads, IsNoVerdictOnC1WhereThereAreMoreInterleavingsThanWereRun) {
  const auto cut = replayed("", 1);
  EXPECT_EQ(cut.verdict, Replayed::unfinished);
  EXPECT_EQ(cut.searched->executions, 1u);
  EXPECT_EQ(status("", 1), ExitStatus::no_verdict);
  EXPECT_EQ(status("", 100), ExitStatus::holds);
}

// It was recorded on an engine that takes other locks, this one before it was mended perhaps.
TEST_F(ReplayOfThreads, BlamesNoEngineForAScheduleOfAnother) {
  const auto misfit = replayed("schedule 1 1 2 2\n", 100);
  EXPECT_EQ(misfit.verdict, Replayed::holds);
  ASSERT_TRUE(misfit.searched);
  EXPECT_TRUE(misfit.searched->complete);
  EXPECT_NE(misfit.searched->refusal, "");
}

}  // namespace
}  // namespace claimcheck::command
