// SPDX-License-Identifier: MIT
// A concurrent trace of a file: by its schedule, or by a search that says how far it came.
#include <gtest/gtest.h>

#include <filesystem>

#include "properties/command/commands.hpp"
#include "properties/replay/corpus.hpp"
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
  replay::ReplayedTrace replayed(std::string_view schedule,
                                 const replay::Interleavings& interleavings) const {
    testing::write_file(path_, std::string(two_claims).append(schedule));
    return replay::replay_file(engines::Engine::named("indexed"), path_, interleavings);
  }
  struct Ended {
    options::ExitStatus status;
    std::string out;
  };
  Ended ended(std::string_view schedule, const replay::Interleavings& interleavings) const {
    testing::write_file(path_, std::string(two_claims).append(schedule));
    options::ReplayOptions options;
    options.files = {path_};
    options.executions = interleavings.most;
    options.preemptions = interleavings.max_preemptions;
    ::testing::internal::CaptureStdout();
    const auto status = replay(options);
    return {status, ::testing::internal::GetCapturedStdout()};
  }
  static bool says(const Ended& ended, std::string_view part) {
    return ended.out.find(part) != std::string::npos;
  }

 private:
  testing::TemporaryFolder folder_;
  fs::path path_ = folder_.path() / "a.trace";
};

TEST_F(ReplayOfThreads, RunsTheScheduleThatFitsAndNoOther) {
  const auto fits = replayed("schedule 1 1 1 1 1 1 1 1 1 1 2 2 2 2 2 2\n", {100});
  EXPECT_EQ(fits.verdict, replay::Replayed::holds);
  EXPECT_FALSE(fits.searched);
}

TEST_F(ReplayOfThreads, SearchesAllInterleavingsWithoutASchedule) {
  const auto searched = replayed("", {100});
  EXPECT_EQ(searched.verdict, replay::Replayed::holds);
  ASSERT_TRUE(searched.searched);
  EXPECT_TRUE(searched.searched->complete);
  EXPECT_EQ(searched.searched->refusal, "");
}

TEST_F(ReplayOfThreads, IsNoVerdictOnC1WhereThereAreMoreInterleavingsThanWereRun) {
  const auto cut = replayed("", {1});
  EXPECT_EQ(cut.verdict, replay::Replayed::unfinished);
  EXPECT_EQ(cut.searched->executions, 1u);
  EXPECT_EQ(ended("", {1}).status, options::ExitStatus::no_verdict);
  EXPECT_EQ(ended("", {100}).status, options::ExitStatus::holds);
}

TEST_F(ReplayOfThreads, IsNoVerdictOnC1WhereABoundOnPreemptionsLeavesInterleavingsOut) {
  const auto bounded = ended("", {100, 0});
  EXPECT_EQ(bounded.status, options::ExitStatus::no_verdict);
  EXPECT_TRUE(
      says(bounded,
           "interleavings with at most 0 preemptions run: 2; those with more are left out,\n"
           "    see --preemptions\n"))
      << bounded.out;
  const auto cut = ended("", {3, 1});
  EXPECT_EQ(cut.status, options::ExitStatus::no_verdict);
  EXPECT_TRUE(says(cut, "at most 1 preemption run: 3; there are more, see\n    --executions\n"))
      << cut.out;
}

TEST_F(ReplayOfThreads, HoldsWhereTheBoundOnPreemptionsLeavesNothingOut) {
  const auto all = ended("", {1'000'000, 100});
  EXPECT_EQ(all.status, options::ExitStatus::holds) << all.out;
  EXPECT_TRUE(says(all, "interleavings with at most 100 preemptions run: ")) << all.out;
  EXPECT_TRUE(says(all, ", all there are\n")) << all.out;
}

// It was recorded on an engine that takes other locks, this one before it was mended perhaps.
TEST_F(ReplayOfThreads, BlamesNoEngineForAScheduleOfAnother) {
  const auto misfit = replayed("schedule 1 1 2 2\n", {100});
  EXPECT_EQ(misfit.verdict, replay::Replayed::holds);
  ASSERT_TRUE(misfit.searched);
  EXPECT_TRUE(misfit.searched->complete);
  EXPECT_NE(misfit.searched->refusal, "");
}

}  // namespace
}  // namespace claimcheck::command
