// SPDX-License-Identifier: MIT
// How much of a kernel tree's text a run executed, as its user is told.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "properties/command/kernel_testing.hpp"

namespace claimcheck::command {
namespace {

namespace fs = std::filesystem;

using kernel_testing::claimcheck;
using kernel_testing::sample;

std::vector<std::string> short_run(const fs::path& folder) {
  return {"run",  "--kernel", sample(), "--modes", "check",      "--traces", "500", "--budget",
          "100s", "--save",   folder,   "--json",  folder / "j", "--seed",   "3"};
}

nlohmann::json coverage_in(const fs::path& json) {
  return nlohmann::json::parse(testing::read_file(json)).at("text_coverage");
}

TEST(KernelCoverageOfARun, IsPrintedAndWrittenWithEachLineMarked) {
  const testing::TemporaryFolder folder;
  auto words = short_run(folder.path());
  words.insert(words.end(), {"--coverage", folder.path() / "text"});
  const auto ended = claimcheck(words);
  EXPECT_NE(ended.out.find("drivers/dax/bus.c: "), std::string::npos) << ended.out << ended.err;
  const auto text = testing::read_file(folder.path() / "text");
  EXPECT_NE(text.find("\n+ "), std::string::npos) << text;
  EXPECT_NE(text.find("\n- "), std::string::npos) << text;
  for (const auto& file : coverage_in(folder.path() / "j").at("files")) {
    EXPECT_GT(file.at("blocks"), 0) << file;
    EXPECT_LE(file.at("reached"), file.at("blocks")) << file;
  }
}

TEST(KernelCoverageOfARun, GrowsWithTheModesOfTheRun) {
  const testing::TemporaryFolder folder;
  const auto reached = [&](const std::string& modes) {
    auto words = short_run(folder.path());
    words.insert(words.end(), {"--modes", modes, "--fault-traces", "20"});
    words.erase(words.begin() + 3, words.begin() + 5);
    claimcheck(words);
    std::size_t sum = 0;
    const auto coverage = coverage_in(folder.path() / "j");
    for (const auto& file : coverage.at("files")) sum += file.at("reached").get<std::size_t>();
    return sum;
  };
  EXPECT_LT(reached("check"), reached("check,faults"));
}

// The programs that a run needs at least, in a folder that has no others.
fs::path folder_without_binutils(const fs::path& below) {
  const auto folder = below / "bin";
  fs::create_directories(folder);
  std::istringstream path(std::getenv("PATH"));
  for (std::string entry; std::getline(path, entry, ':');) {
    if (fs::exists(fs::path(entry) / "cc") && !fs::exists(folder / "cc"))
      fs::create_symlink(fs::path(entry) / "cc", folder / "cc");
  }
  return folder;
}

TEST(KernelCoverageOfARun, IsSaidToBeUnknownWhereAToolIsMissingAndTheRunGoesOn) {
  const testing::TemporaryFolder folder;
  ASSERT_EQ(claimcheck({"kernel", "--kernel", sample()}).status, 0);
  const auto path = "PATH=" + folder_without_binutils(folder.path()).string();
  const auto ended = claimcheck(short_run(folder.path()), {path});
  EXPECT_NE(ended.out.find("coverage of the kernel's text is not known: there is no objdump"),
            std::string::npos)
      << ended.out << ended.err;
  EXPECT_NE(ended.out.find("check: 500 traces"), std::string::npos) << ended.out;
  EXPECT_NE(ended.out.find("keeps every clause"), std::string::npos) << ended.out;
}

TEST(KernelCoverageOfARun, IsRefusedOfAnEngineThatIsNoKernel) {
  const auto ended = claimcheck({"run", "--coverage", "text"});
  EXPECT_EQ(ended.status, 2);
  EXPECT_NE(ended.err.find("--coverage requires --kernel"), std::string::npos) << ended.err;
}

}  // namespace
}  // namespace claimcheck::command
