// SPDX-License-Identifier: MIT
#include "properties/kernel/tree.hpp"

#include <gtest/gtest.h>

#include "properties/testing/program.hpp"

namespace claimcheck::kernel {
namespace {

class KernelTree : public ::testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(root_.path() / "drivers/dax");
    testing::write_file(root_.path() / bus_file, "int bus;\n");
    testing::write_file(root_.path() / "drivers/dax/bus.h", "\n");
    testing::write_file(root_.path() / "drivers/dax/Kconfig", "config DAX\n");
    testing::write_file(
        root_.path() / "Makefile",
        "# SPDX\nVERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 3\nEXTRAVERSION = -rc1\n");
  }
  testing::TemporaryFolder root_;
};

TEST_F(KernelTree, SaysItsVersion) {
  EXPECT_EQ(open_tree(root_.path()).version, "6.12.3-rc1");
}

TEST_F(KernelTree, IsCopiedWithTheHashesThatGitGives) {
  const testing::TemporaryFolder copy;
  const auto taken = take(open_tree(root_.path()), {"include/linux/none.h"}, copy.path());
  ASSERT_EQ(taken.size(), 2u);
  EXPECT_EQ(taken[0].path, bus_file);
  EXPECT_EQ(testing::read_file(copy.path() / bus_file), "int bus;\n");
  EXPECT_EQ(blob_hash("hello\n"), "ce013625030ba8dba906f756967f9e9ca394464a");
}

TEST_F(KernelTree, IsRefusedWhereItIsNone) {
  EXPECT_THROW(open_tree(root_.path() / "none"), KernelError);
  std::filesystem::remove(root_.path() / bus_file);
  EXPECT_THROW(open_tree(root_.path()), KernelError);
}

}  // namespace
}  // namespace claimcheck::kernel
