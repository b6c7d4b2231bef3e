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

TEST(Modes, AreNamed) {
  const auto modes = parse_modes("faults,check");
  EXPECT_TRUE(modes.check && modes.faults);
  EXPECT_FALSE(modes.replay || modes.concurrent);
  for (const std::string text : {"fault", "check,", ",", "check faults"}) {
    EXPECT_NE(refusal([&] { parse_modes(text); }), "not refused") << text;
  }
}

}  // namespace
}  // namespace claimcheck::options
