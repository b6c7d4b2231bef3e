// SPDX-License-Identifier: MIT
#include "properties/command/prove.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "properties/command/options.hpp"
#include "smt/solve/z3.hpp"

namespace claimcheck::command {
namespace {

constexpr const char* small = "lemma.dense_is_sound";

std::string content(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

class ProveTest : public testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path folder_ = std::filesystem::path(testing::TempDir()) / "claimcheck-prove";
};

TEST_F(ProveTest, SaysThatThereIsNothingOfThatName) {
  ProveOptions options;
  options.id = "lemma.of-nothing";
  EXPECT_THROW(prove(options), UsageError);
}

TEST_F(ProveTest, ProvesWhatItIsAskedFor) {
  ProveOptions options;
  options.id = small;
  EXPECT_EQ(prove(options), ExitStatus::holds);
}

TEST_F(ProveTest, ExportsFilesThatZ3DecidesAlone) {
  ProveOptions options;
  options.id = small;
  options.export_to = folder_;
  options.certificates = true;
  EXPECT_EQ(prove(options), ExitStatus::holds);
  const auto name = std::string(small) + ".sound";
  for (const char* kind : {".smt2", ".ground.smt2"}) {
    const auto text = content(folder_ / (name + kind));
    EXPECT_EQ(smt::solve::ask_z3(text).status, smt::solve::Status::proved) << kind;
  }
  EXPECT_EQ(content(folder_ / (name + ".ground.smt2")).find("forall"), std::string::npos);
}

TEST_F(ProveTest, WritesNothingWhereItCannot) {
  std::filesystem::create_directories(folder_);
  ProveOptions options;
  options.id = small;
  options.json = folder_;
  EXPECT_THROW(prove(options), UsageError);
}

}  // namespace
}  // namespace claimcheck::command
