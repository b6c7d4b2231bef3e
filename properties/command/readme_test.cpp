// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "properties/command/commands.hpp"
#include "properties/hunt/store.hpp"

// The README says what is so: what can be compared with the program is.

namespace claimcheck::command {
namespace {

const std::filesystem::path root = std::filesystem::path(CLAIMCHECK_CORPUS).parent_path();

std::string readme() {
  std::ifstream in(root / "README.md");
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

TEST(Readme, ListsTheClausesAsTheProgramPrintsThem) {
  testing::internal::CaptureStdout();
  list_clauses();
  std::fflush(stdout);
  const auto printed = testing::internal::GetCapturedStdout();
  EXPECT_FALSE(printed.empty());
  EXPECT_NE(readme().find("```\n" + printed + "```\n"), std::string::npos);
}

TEST(Readme, ShowsAFindingThatIsInTheCorpus) {
  const auto trace = hunt::load(root / "corpus/T3-124fc996d1b21262.trace").document.trace;
  const auto text = readme();
  for (const auto& step : trace.steps) {
    EXPECT_NE(text.find("    " + model::print(trace, step) + "\n"), std::string::npos);
  }
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
