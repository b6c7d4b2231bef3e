// SPDX-License-Identifier: MIT
#include "properties/explore/levels/disk_file.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <fstream>
#include <string>
#include <vector>

#include "properties/testing/program.hpp"

namespace claimcheck::explore {
namespace {

namespace fs = std::filesystem;

class InAFolder : public ::testing::Test {
 private:
  const testing::TemporaryFolder temporary_;

 protected:
  const fs::path& folder_ = temporary_.path();
};

std::string message_of(const fs::path& folder) {
  try {
    DiskFile file(folder);
  } catch (const DiskError& error) {
    return error.what();
  }
  return "";
}

TEST_F(InAFolder, WhatIsWrittenIsReadAndNoFileHasAName) {
  DiskFile file(folder_);
  std::vector<std::uint8_t> bytes(1'000'000);
  for (std::size_t at = 0; at < bytes.size(); ++at) bytes[at] = static_cast<std::uint8_t>(at % 251);
  for (std::size_t at = 0; at < bytes.size(); at += 1000) file.append(&bytes[at], 1000);
  file.flush();
  EXPECT_TRUE(fs::is_empty(folder_));
  std::vector<std::uint8_t> read(bytes.size());
  file.read(0, read.data(), read.size());
  EXPECT_EQ(read, bytes);
  file.clear();
  EXPECT_EQ(file.size(), 0U);
  EXPECT_THROW(file.read(0, read.data(), 1), DiskError);
}

TEST_F(InAFolder, AFolderThatIsNoneIsRefusedByName) {
  const fs::path missing = folder_ / "missing";
  EXPECT_NE(message_of(missing).find(missing.string()), std::string::npos);
  const fs::path file = folder_ / "file";
  std::ofstream(file) << "text";
  EXPECT_NE(message_of(file).find("Not a directory"), std::string::npos) << message_of(file);
  EXPECT_EQ(message_of(folder_), "");
}

TEST_F(InAFolder, AFullDiskIsAnErrorThatSaysSo) {
  const auto before = signal(SIGXFSZ, SIG_IGN);
  rlimit limit{};
  getrlimit(RLIMIT_FSIZE, &limit);
  const rlimit little{1 << 16, limit.rlim_max};
  setrlimit(RLIMIT_FSIZE, &little);
  DiskFile file(folder_);
  const std::vector<std::uint8_t> bytes(1 << 17);
  EXPECT_THROW(file.append(bytes.data(), bytes.size()), DiskError);
  setrlimit(RLIMIT_FSIZE, &limit);
  signal(SIGXFSZ, before);
}

}  // namespace
}  // namespace claimcheck::explore
