// SPDX-License-Identifier: MIT
// What stands on a terminal fits it, and a verdict has its colour; what a program reads has a thing
// a line.
#include <gtest/gtest.h>

#include <sstream>

#include "properties/installation/installation.hpp"
#include "properties/testing/program.hpp"
#include "properties/text/wrap.hpp"

namespace claimcheck::command {
namespace {

using Words = std::vector<std::string>;

Words command(Words words) {
  words.insert(words.begin(), CLAIMCHECK_BINARY);
  return words;
}

// The lines that are wider than so many columns. Colours take none; \033[K clears the line.
std::vector<std::string> wide_lines(const std::string& text, std::size_t columns) {
  std::vector<std::string> wide;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    if (const auto cleared = line.rfind("\033[K"); cleared != std::string::npos) {
      line.erase(0, cleared + 3);
    }
    for (auto at = line.find("\033["); at != std::string::npos; at = line.find("\033[", at)) {
      const auto end = line.find('m', at);
      line.erase(at, end == std::string::npos ? end : end + 1 - at);
    }
    if (text::length(line) > columns) wide.push_back(line);
  }
  return wide;
}

const std::vector<Words> listings = {
    {"kernel", "--assumptions"},
    {"prove", "--list"},
    {"clauses", "T3"},
    {"replay", "corpus/T3-124fc996d1b21262.trace", "--engine", "posted", "--explain"},
    {"replay", "corpus/scenarios/threads-race-for-a-tag.trace", "--explain"},
    {"replay", "corpus/scenarios", "--engine", "posted"},
    {"nonsense"},
    {"replay", "a-folder-that-is-not-there/with-a-name/that-is-long/and-a-trace-in-it.trace"},
};

TEST(Width, OfAListingIsTheTerminals) {
  const auto root = installation::installation().root;
  for (const auto& words : listings) {
    const auto ended = testing::run_on_terminal(command(words), 80, root);
    EXPECT_EQ(wide_lines(ended.out, 80), Words{}) << words.front();
    const auto wider = testing::run_on_terminal(command(words), 120, root);
    EXPECT_EQ(wide_lines(wider.out, 120), Words{}) << words.front();
  }
}

// Kernel code has hooks of its own where a sanitizer would have its.
#if !CLAIMCHECK_IS_SANITIZED
// Their first lines and their last name a tree at length.
TEST(Width, OfASearchIsTheTerminals) {
  const auto root = installation::installation().root;
  const testing::TemporaryFolder found;
  for (const auto& words :
       {Words{"run", "--kernel", "impl/kernel/sample", "--modes", "check", "--traces", "100",
              "--corpus", "none", "--save", found.path().string()},
        Words{"mutants", "136"}}) {
    const auto ended = testing::run_on_terminal(command(words), 80, root);
    EXPECT_NE(ended.out.find("claimcheck "), std::string::npos) << ended.out;
    EXPECT_EQ(wide_lines(ended.out, 80), Words{}) << words.front();
    EXPECT_EQ(ended.status, 0) << ended.out;
  }
}
#endif

TEST(Colour, OfAReplayIsThatOfItsVerdict) {
  const auto root = installation::installation().root;
  const std::string trace = "corpus/T3-124fc996d1b21262.trace";
  const auto first = [&](const std::string& terminal, const std::string& engine) {
    return testing::run_on_terminal({"/usr/bin/env", "-u", "NO_COLOR", "TERM=" + terminal,
                                     CLAIMCHECK_BINARY, "replay", trace, "--engine", engine},
                                    80, root)
        .out;
  };
  EXPECT_NE(first("xterm", "indexed").find("\033[1;32m" + trace), std::string::npos);
  EXPECT_NE(first("xterm", "posted").find("\033[1;31m" + trace), std::string::npos);
  EXPECT_EQ(first("dumb", "posted").find('\033'), std::string::npos);
}

TEST(Width, OfAListingIsNoneWhereAProgramReadsIt) {
  const auto root = installation::installation().root;
  const auto list = testing::run_program(command({"prove", "--list"}), root);
  std::istringstream in(list.out);
  for (std::string line; std::getline(in, line);) EXPECT_TRUE(line.ends_with(']')) << line;
  EXPECT_NE(wide_lines(list.out, 80), Words{});
  const auto narrow = testing::run_program(command({"prove", "--list"}), root, {"COLUMNS=80"});
  EXPECT_EQ(wide_lines(narrow.out, 80), Words{});
}

TEST(Width, OfALineOfProgressIsTheTerminals) {
  const testing::TemporaryFolder found;
  const auto ended = testing::run_on_terminal(
      command({"soak", "--budget", "3s", "--save", found.path().string()}), 80);
  EXPECT_EQ(ended.status, 0) << ended.out;
  EXPECT_NE(ended.out.find("/s, 1 s left"), std::string::npos) << ended.out;
  EXPECT_NE(ended.out.find("\033[K"), std::string::npos) << "it is rewritten in place";
}

TEST(Width, OfHelpIsEightyColumns) {
  const auto help = testing::run_program(command({"help", "--all"}), ".", {"COLUMNS=200"});
  EXPECT_EQ(wide_lines(help.out, 80), Words{});
}

}  // namespace
}  // namespace claimcheck::command
