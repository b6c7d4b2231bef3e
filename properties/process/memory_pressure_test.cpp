// SPDX-License-Identifier: MIT
#include "properties/process/memory_pressure.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <csignal>

#include "properties/testing/program.hpp"

namespace claimcheck::process {
namespace {

TEST(MemoryPressure, IsReadFromTheLineOfTheStatisticsThatCountsWhatWasEnded) {
  const testing::TemporaryFolder folder;
  const auto file = folder.path() / "vmstat";
  const auto of = [&](const std::string& text) {
    testing::write_file(file, text);
    return processes_ended_for_memory(file);
  };
  EXPECT_EQ(of("nr_free_pages 4383516\noom_kill 3\nthp_split 9\n"), 3u);
  EXPECT_EQ(of("nr_free_pages 4383516\n"), std::nullopt);
  EXPECT_EQ(of("oom_kill many\n"), std::nullopt);
  EXPECT_EQ(of(""), std::nullopt);
  EXPECT_EQ(processes_ended_for_memory(folder.path() / "nowhere"), std::nullopt);
}

TEST(MemoryPressure, IsToBlameOnlyForAKillThatCameAsTheCountWentUp) {
  const int killed = W_EXITCODE(0, SIGKILL);
  EXPECT_TRUE(may_have_ended_for_memory(killed, 3, 4));
  EXPECT_FALSE(may_have_ended_for_memory(killed, 3, 3));
  EXPECT_FALSE(may_have_ended_for_memory(killed, std::nullopt, 4));
  EXPECT_FALSE(may_have_ended_for_memory(killed, 3, std::nullopt));
  EXPECT_FALSE(may_have_ended_for_memory(W_EXITCODE(0, SIGSEGV), 3, 4));
  EXPECT_FALSE(may_have_ended_for_memory(W_EXITCODE(1, 0), 3, 4));
}

}  // namespace
}  // namespace claimcheck::process
