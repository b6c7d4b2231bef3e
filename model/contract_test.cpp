// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "model/clause.hpp"

// The document and the table say the same: docs/contract.md is the contract, and clause.cpp is what
// everything else is told by.

namespace claimcheck::model {
namespace {

struct Heading {
  std::string name;
  std::string text;  // up to the next heading
};

std::vector<Heading> headings() {
  std::ifstream file(CLAIMCHECK_CONTRACT);
  std::stringstream whole;
  whole << file.rdbuf();
  auto text = whole.str();
  const auto first = text.find("\n## Clauses");
  EXPECT_NE(first, std::string::npos) << CLAIMCHECK_CONTRACT;
  if (first == std::string::npos) return {};
  text.erase(0, first);
  static const std::regex bold(R"(\*\*([A-Z][0-9]+)\*\*)");
  std::vector<Heading> found;
  std::size_t end_of_last = 0;
  for (auto at = std::sregex_iterator(text.begin(), text.end(), bold); at != std::sregex_iterator();
       ++at) {
    const auto begin = static_cast<std::size_t>(at->position());
    if (!found.empty()) found.back().text = text.substr(end_of_last, begin - end_of_last);
    found.push_back({(*at)[1], ""});
    end_of_last = begin + static_cast<std::size_t>(at->length());
  }
  if (!found.empty()) found.back().text = text.substr(end_of_last);
  return found;
}

// The source letters of "(P, R)" or "(P; such ...: H)" at a clause's end.
std::string letters_of(const std::string& text) {
  static const std::regex sources(R"(\(([^()]*\b[PRNSKH]\b[^()]*)\)[^()]*$)");
  static const std::regex letter(R"(\b[PRNSKH]\b)");
  std::smatch match;
  if (!std::regex_search(text, match, sources)) return "";
  const std::string inside = match[1];
  std::string letters;
  for (auto at = std::sregex_iterator(inside.begin(), inside.end(), letter);
       at != std::sregex_iterator(); ++at) {
    if (letters.find(at->str()) != std::string::npos) continue;
    letters += (letters.empty() ? "" : " ") + at->str();
  }
  return letters;
}

TEST(Contract, HasTheClausesOfTheTableInItsOrder) {
  std::vector<std::string> document, table;
  for (const auto& heading : headings()) document.push_back(heading.name);
  for (const auto& row : clauses()) table.emplace_back(row.name);
  EXPECT_EQ(document, table);
}

TEST(Contract, QuotesTheSourcesThatTheTableNames) {
  std::size_t compared = 0;
  for (const auto& heading : headings()) {
    const auto clause = parse_clause(heading.name);
    ASSERT_TRUE(clause) << heading.name;
    const auto letters = letters_of(heading.text);
    if (letters.empty()) continue;
    EXPECT_EQ(info(*clause).source, letters) << heading.name;
    ++compared;
  }
  EXPECT_GT(compared, 35u);
}

TEST(Contract, ExplainsEachSourceLetter) {
  std::ifstream file(CLAIMCHECK_CONTRACT);
  std::stringstream whole;
  whole << file.rdbuf();
  for (const char letter : std::string("PRNSKH")) {
    EXPECT_NE(whole.str().find("**" + std::string(1, letter) + "**"), std::string::npos) << letter;
  }
}

}  // namespace
}  // namespace claimcheck::model
