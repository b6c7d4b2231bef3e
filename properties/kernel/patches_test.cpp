// SPDX-License-Identifier: MIT
#include "properties/kernel/patches.hpp"

#include <gtest/gtest.h>

#include "properties/kernel/tree.hpp"
#include "properties/testing/program.hpp"

namespace claimcheck::kernel {
namespace {

const std::string mailbox =
    "From 1234 Mon Sep 17 00:00:00 2001\n"
    "Subject: [PATCH v2 1/2] dax: one\n"
    " and more\n"
    "\n"
    "---\n"
    "diff --git a/drivers/dax/bus.c b/drivers/dax/bus.c\n"
    "--- a/drivers/dax/bus.c\n"
    "+++ b/drivers/dax/bus.c\n"
    "@@ -1,2 +1,2 @@\n"
    " first\n"
    "--- a dash\n"
    "+second\n"
    "diff --git a/drivers/cxl/core.c b/drivers/cxl/core.c\n"
    "--- a/drivers/cxl/core.c\n"
    "+++ b/drivers/cxl/core.c\n"
    "@@ -1 +1 @@\n"
    "-x\n"
    "+y\n"
    "-- \n"
    "2.39\n";

TEST(Patches, AreReadFromAMailboxWithTheirSubjects) {
  const auto patches = parse_patches(mailbox, "a.mbox");
  ASSERT_EQ(patches.size(), 1u);
  EXPECT_EQ(patches[0].subject, "dax: one and more");
  ASSERT_EQ(patches[0].files.size(), 2u);
  EXPECT_EQ(patches[0].files[0].path, "drivers/dax/bus.c");
}

TEST(Patches, ChangeTheCopyAndLeaveOutFilesThatNoBuildLooksAt) {
  const testing::TemporaryFolder folder;
  std::filesystem::create_directories(folder.path() / "drivers/dax");
  testing::write_file(folder.path() / bus_file, "first\n-- a dash\n");
  const auto applied = apply_patches(parse_patches(mailbox, "a.mbox"), folder.path());
  EXPECT_EQ(testing::read_file(folder.path() / bus_file), "first\nsecond\n");
  EXPECT_EQ(applied.files_left_out, 1u);
  EXPECT_EQ(applied.subjects, std::vector<std::string>{"dax: one and more"});
}

TEST(Patches, ThatDoNotApplyAreRefusedWithTheFileAndTheHunk) {
  const testing::TemporaryFolder folder;
  std::filesystem::create_directories(folder.path() / "drivers/dax");
  testing::write_file(folder.path() / bus_file, "other\nlines\n");
  try {
    apply_patches(parse_patches(mailbox, "a.mbox"), folder.path());
    FAIL() << "a patch of other lines was applied";
  } catch (const KernelError& error) {
    const std::string text = error.what();
    EXPECT_NE(text.find("dax: one and more"), std::string::npos) << text;
    EXPECT_NE(text.find("drivers/dax/bus.c: Hunk #1 FAILED"), std::string::npos) << text;
  }
}

TEST(Patches, ThatWouldLeaveTheTreeAreNotApplied) {
  const testing::TemporaryFolder folder;
  const auto applied = apply_patches(parse_patches("--- a/../../outside\n+++ b/../../outside\n"
                                                   "@@ -0,0 +1 @@\n+x\n",
                                                   "evil"),
                                     folder.path());
  EXPECT_EQ(applied.files_left_out, 1u);
}

TEST(Patches, AreRefusedWhereThereIsNone) {
  EXPECT_THROW(parse_patches("Subject: hello\n\nno diff\n", "a.mbox"), KernelError);
}

}  // namespace
}  // namespace claimcheck::kernel
