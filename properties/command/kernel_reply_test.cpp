// SPDX-License-Identifier: MIT
// What was found in a kernel tree, as a mail to a list.
#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

#include "properties/command/kernel_testing.hpp"

namespace claimcheck::command {
namespace {

bool says(const std::string& mail, const std::string& words) {
  return mail.find(words) != std::string::npos;
}

// What is not code, a command or a trace.
void expect_narrow(const std::string& mail) {
  std::istringstream lines(mail);
  for (std::string line; std::getline(lines, line);) {
    const bool is_left_alone = line.starts_with("> ") || line.starts_with("  ");
    EXPECT_TRUE(is_left_alone || line.size() <= 72) << line;
  }
}

TEST(KernelReply, SaysWhatIsExpectedHowItIsShownAndHowToReproduceIt) {
  const testing::TemporaryFolder folder;
  const auto patch = kernel_testing::patch_of("421-end-is-past-the-end", folder.path());
  const auto ended = kernel_testing::claimcheck(
      {"run", "--kernel", kernel_testing::sample(), "--patch", patch, "--modes", "check",
       "--traces", "1500", "--budget", "100s", "--save", folder.path() / "found", "--reply", "-"});
  ASSERT_EQ(ended.status, 1) << ended.out << ended.err;
  const auto begin = ended.out.find("\nSubject: Re: ");
  ASSERT_NE(begin, std::string::npos) << ended.out;
  const auto mail = ended.out.substr(begin + 1);
  expect_narrow(mail);
  EXPECT_TRUE(says(mail, "I found one problem.")) << mail;
  EXPECT_TRUE(says(mail, "Expected: Reading start, end and page_offset of a device's i-th"))
      << mail;
  EXPECT_TRUE(says(mail, "cat dax0.0/mapping0/end")) << mail;
  EXPECT_TRUE(says(mail, "end_show()")) << mail;
  EXPECT_TRUE(says(
      mail, ".trace --kernel " + kernel_testing::sample().string() + " --patch " + patch.string()))
      << mail;
  EXPECT_TRUE(says(mail, "\n  claimcheck trace 1\n")) << mail;
}

TEST(KernelReply, QuotesTheLinesOfARaceInTheTree) {
  const testing::TemporaryFolder folder;
  const auto patch = kernel_testing::patch_of("409-ranges-read-without-lock", folder.path());
  const auto file = folder.path() / "mail";
  const auto ended = kernel_testing::claimcheck(
      {"run", "--kernel", kernel_testing::sample(), "--patch", patch, "--modes", "concurrent",
       "--cases", "0", "--fail-fast", "--budget", "100s", "--save", folder.path() / "found",
       "--reply", file});
  ASSERT_EQ(ended.status, 1) << ended.out << ended.err;
  const auto mail = testing::read_file(file);
  expect_narrow(mail);
  EXPECT_TRUE(says(mail, "data race: task ")) << mail;
  EXPECT_TRUE(says(mail, "at the same time:\n  task 1: ")) << mail;
  EXPECT_TRUE(says(mail, "\ndrivers/dax/")) << mail;
  EXPECT_TRUE(says(mail, "():\n> \t")) << mail;
  EXPECT_FALSE(says(ended.out, "Subject: ")) << ended.out;
}

TEST(KernelReply, SaysThatNothingWasFoundAndWhatWasNotReachedOrExercised) {
  const testing::TemporaryFolder folder;
  const auto ended = kernel_testing::claimcheck(
      {"run", "--kernel", kernel_testing::sample(), "--modes", "check", "--traces", "20",
       "--budget", "100s", "--save", folder.path() / "found", "--reply", "-"});
  EXPECT_TRUE(says(ended.out, "\nSubject: drivers/dax/bus.c: no problem found\n")) << ended.out;
  EXPECT_TRUE(says(ended.out, "I found nothing that is not as expected.")) << ended.out;
  EXPECT_TRUE(says(ended.out, "\nNever reached: ")) << ended.out;
  EXPECT_TRUE(says(ended.out, "\nNot exercised: ")) << ended.out;
}

TEST(KernelReply, IsRefusedOfAnEngineThatIsNoKernelAndWhereItCannotBeWritten) {
  const auto engine = kernel_testing::claimcheck({"run", "--reply", "-"});
  EXPECT_EQ(engine.status, 2);
  EXPECT_TRUE(says(engine.err, "--reply requires --kernel")) << engine.err;
  const testing::TemporaryFolder folder;
  const auto nowhere = kernel_testing::claimcheck(
      {"run", "--kernel", kernel_testing::sample(), "--reply", folder.path() / "no/such/folder"});
  EXPECT_EQ(nowhere.status, 2);
  EXPECT_TRUE(says(nowhere.err, "cannot write it")) << nowhere.err;
}

}  // namespace
}  // namespace claimcheck::command
