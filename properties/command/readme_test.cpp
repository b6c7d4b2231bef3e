// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "properties/command/commands.hpp"
#include "properties/installation/installation.hpp"
#include "properties/options/shard.hpp"
#include "properties/report/generated_page.hpp"
#include "properties/testing/program.hpp"

// The README says what is so: what can be compared with the program is.

namespace claimcheck::command {
namespace {

const std::filesystem::path root = installation::installation().root;

std::string readme() {
  return testing::read_file(root / "README.md");
}

TEST(Usage, NamesEveryVariableThatGivesAShard) {
  const auto page = testing::read_file(root / "docs/usage.md");
  for (const auto& row : options::shard_variables()) {
    EXPECT_NE(page.find(fmt::format("`{}`", row.index)), std::string::npos) << row.index;
    EXPECT_NE(page.find(fmt::format("`{}`", row.count)), std::string::npos) << row.count;
  }
}

TEST(Readme, ListsTheClausesAsTheProgramPrintsThem) {
  ::testing::internal::CaptureStdout();
  list_clauses();
  std::fflush(stdout);
  const auto printed = ::testing::internal::GetCapturedStdout();
  EXPECT_FALSE(printed.empty());
  EXPECT_NE(testing::read_file(root / "docs/clauses.md").find("```\n" + printed + "```\n"),
            std::string::npos);
}

TEST(Usage, ShowsEveryCommandAsItsHelpDoes) {
  const auto ended = testing::run_program({CLAIMCHECK_BINARY, "help", "--all"}, root);
  EXPECT_EQ(ended.status, 0) << ended.err;
  const auto page = testing::read_file(root / "docs/usage.md");
  EXPECT_EQ(report::with_page(page, "help --all", ended.out), page)
      << "./claimcheck help --all --into docs/usage.md";
}

// A search says the same however long it goes on, so a short one prints what the README shows.
TEST(Readme, ShowsAFindingAsItIsPrinted) {
  const testing::TemporaryFolder folder;
  const auto ended =
      testing::run_program({CLAIMCHECK_BINARY, "run", "--engine", "posted", "--modes", "check",
                            "--seed", "6", "--traces", "1000", "--save", folder.path()},
                           root);
  EXPECT_EQ(ended.status, 1) << ended.err;
  const auto text = readme();
  const auto begin = text.find("```\nFAIL T3 at") + 4;
  const auto shown = text.substr(begin, text.find("```", begin) - begin);
  EXPECT_GT(shown.size(), 500u);
  EXPECT_NE(ended.out.find(shown), std::string::npos) << ended.out;
}

TEST(Readme, LinksOnlyToWhatIsThere) {
  const auto text = readme();
  std::size_t links = 0;
  for (auto at = text.find("]("); at != std::string::npos; at = text.find("](", at + 1)) {
    const auto target = text.substr(at + 2, text.find(')', at) - at - 2);
    EXPECT_TRUE(std::filesystem::exists(root / target)) << target;
    ++links;
  }
  EXPECT_GT(links, 4u);
}

}  // namespace
}  // namespace claimcheck::command
