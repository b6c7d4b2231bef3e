// SPDX-License-Identifier: MIT
#include "properties/options/options.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace claimcheck::options {
namespace {

template <class Parse>
std::string refusal(Parse parse) {
  try {
    parse();
  } catch (const UsageError& error) {
    return error.what();
  }
  return "not refused";
}

TEST(Time, IsANumberAndAUnit) {
  EXPECT_EQ(parse_time("--budget", "90s"), 90'000u);
  EXPECT_EQ(parse_time("--budget", "90"), 90'000u);
  EXPECT_EQ(parse_time("--budget", "500ms"), 500u);
  EXPECT_EQ(parse_time("--budget", "3m"), 180'000u);
  EXPECT_EQ(parse_time("--budget", "168h"), 604'800'000u);
  EXPECT_EQ(parse_time("--budget", "0"), 0u);
}

TEST(Time, IsRefusedWithTheFlagAndWhatItTakes) {
  for (const std::string text :
       {"", "s", "-1s", "1.5s", "1d", "1 s", "s1", "169h", "99999999999999999999s", "+1s"}) {
    EXPECT_EQ(
        refusal([&] { parse_time("--budget", text); }),
        "--budget " + text + ": expected a number and ms, s, m or h, as in 90s; a week at most");
  }
}

TEST(Number, IsDigitsAndNothingElse) {
  for (const std::string text : {"0", "1", "18446744073709551615"}) {
    EXPECT_EQ(wrong_number(text), "");
  }
  for (const std::string text : {"", "-1", "+1", "0x1", "1 ", "1.5", "18446744073709551616"}) {
    EXPECT_EQ(wrong_number(text), text + ": expected a number from 0 to 18446744073709551615");
  }
}

TEST(OutputFile, IsOneThatCanBeWrittenAndIsLeftAsItIs) {
  const auto folder = std::filesystem::path(testing::TempDir()) / "claimcheck-output-file";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  EXPECT_EQ(output_file("--json", folder / "new"), folder / "new");
  EXPECT_TRUE(std::filesystem::is_empty(folder));
  std::ofstream(folder / "old") << "what was there";
  output_file("--json", folder / "old");
  EXPECT_EQ(std::filesystem::file_size(folder / "old"), 14u);
  EXPECT_EQ(refusal([&] { output_file("--json", folder); }),
            "--json " + folder.string() + ": cannot write it: Is a directory");
  std::filesystem::remove_all(folder);
}

TEST(Shard, IsOneOfSoMany) {
  EXPECT_EQ(parse_shard("1/1").index, 0u);
  EXPECT_EQ(parse_shard("2/4").index, 1u);
  EXPECT_EQ(parse_shard("4/4").count, 4u);
}

TEST(Shard, IsRefusedOutOfItsRange) {
  for (const std::string text :
       {"", "1", "/", "0/4", "5/4", "1/0", "1/2/3", "a/b", "1/ 2", "-1/2"}) {
    EXPECT_NE(refusal([&] { parse_shard(text); }).find("--shard " + text + ": expected i/n"),
              std::string::npos)
        << text;
  }
}

TEST(Modes, AreNamed) {
  const auto modes = parse_modes("faults,check");
  EXPECT_TRUE(modes.check && modes.faults);
  EXPECT_FALSE(modes.replay || modes.concurrent);
  for (const std::string text : {"fault", "check,", ",", "check faults"}) {
    EXPECT_NE(refusal([&] { parse_modes(text); }), "not refused") << text;
  }
}

// Settings of the environment for one test.
class Environment : public ::testing::Test {
 protected:
  ~Environment() override { set(nullptr, nullptr); }

  static void set(const char* total, const char* index) {
    const auto one = [](const char* name, const char* value) {
      return value ? setenv(name, value, 1) : unsetenv(name);
    };
    one("GTEST_TOTAL_SHARDS", total);
    one("GTEST_SHARD_INDEX", index);
  }
};

TEST_F(Environment, WithoutSettingsIsOneShard) {
  set(nullptr, nullptr);
  EXPECT_EQ(shard_from_environment().index, 0u);
  EXPECT_EQ(shard_from_environment().count, 1u);
}

TEST_F(Environment, GivesTheShardFromZero) {
  set("4", "1");
  EXPECT_EQ(shard_from_environment().index, 1u);
  EXPECT_EQ(shard_from_environment().count, 4u);
}

TEST_F(Environment, IsRefusedWhereItMakesNoSense) {
  for (const auto& [total, index] : {std::pair<const char*, const char*>{"4", nullptr},
                                     {nullptr, "1"},
                                     {"4", "4"},
                                     {"0", "0"},
                                     {"4x", "1"},
                                     {"4", ""}}) {
    set(total, index);
    EXPECT_NE(refusal(shard_from_environment).find("GTEST_TOTAL_SHARDS"), std::string::npos);
  }
}

}  // namespace
}  // namespace claimcheck::options
