// SPDX-License-Identifier: MIT
#include "properties/process/program.hpp"

#include <gtest/gtest.h>

namespace claimcheck::process {
namespace {

TEST(Program, IsGivenItsInputAndItsOutputIsKept) {
  const auto result = run_program({"cat"}, ".", "one\ntwo\n");
  EXPECT_TRUE(result.succeeded());
  EXPECT_EQ(result.output, "one\ntwo\n");
}

TEST(Program, RunsInTheFolderInTheCLocale) {
  const auto result = run_program({"sh", "-c", "pwd; echo $LC_ALL"}, "/");
  EXPECT_EQ(result.output, "/\nC\n");
}

TEST(Program, SaysHowItEnded) {
  EXPECT_EQ(run_program({"sh", "-c", "exit 3"}, ".").status, 3);
  EXPECT_EQ(run_program({"sh", "-c", "kill -9 $$"}, ".").status, -1);
  EXPECT_FALSE(run_program({"no-such-program-anywhere"}, ".").started);
}

TEST(Program, IsKilledWithWhatItStartedWhenItsTimeIsOver) {
  ProgramLimits limits;
  limits.time_ms = 100;
  const auto result = run_program({"sh", "-c", "sleep 100 & sleep 100"}, ".", {}, limits);
  EXPECT_TRUE(result.timed_out);
  EXPECT_FALSE(result.succeeded());
}

TEST(Program, HasItsOutputCutAtTheLimit) {
  ProgramLimits limits;
  limits.output_bytes = 10;
  EXPECT_EQ(run_program({"sh", "-c", "yes | head -n 1000"}, ".", {}, limits).output.size(), 10u);
}

}  // namespace
}  // namespace claimcheck::process
