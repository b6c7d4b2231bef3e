// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>

#include "properties/formats/formats.hpp"
#include "properties/formats/text.hpp"
#include "properties/text/characters.hpp"

// GitHub's Markdown, for the summary of a step or a comment: the verdict, counts, each defect with
// its trace, and what has no verdict. Below the mebibyte that a summary may have.

namespace claimcheck::formats {
namespace {

// None of it is in an attribute, so quotes stay as they are.
std::string html(std::string_view text) {
  std::string out;
  for (const char c : one_line(text)) {
    const bool is_quote = c == '"' || c == '\'';
    const auto entity = c == '@' ? "&#64;" : is_quote ? "" : text::entity(c);  // @ notifies nobody
    out += entity.empty() ? std::string_view(&c, 1) : entity;
  }
  return out;
}

// Of running text and of a cell of a table: nothing in it is markup.
std::string plain(std::string_view text) {
  constexpr std::string_view special = "\\`*_[]|~";
  std::string out;
  for (const char c : html(text)) {
    if (special.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

// In a fence that is longer than any within.
std::string block(std::string_view text) {
  constexpr std::size_t max_block = 16'000;  // bytes
  const auto lines = cut(visible(text), max_block);
  std::size_t longest = 2;
  std::size_t run = 0;
  for (const char c : lines) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  return fmt::format("{}text\n{}{}{}\n", fence, lines, lines.ends_with('\n') ? "" : "\n", fence);
}

std::string_view word(options::ExitStatus status) {
  switch (status) {
    case options::ExitStatus::holds:
      return "all holds";
    case options::ExitStatus::broken:
      return "broken";
    default:
      return "no verdict";
  }
}

std::string table(const Results& results) {
  std::string out = "| | pass | fail | no verdict | skipped |\n|---|--:|--:|--:|--:|\n";
  for (const auto& suite : suites(results)) {
    if (suite.front().suite == verdict_suite) continue;
    out += fmt::format("| {} | {} | {} | {} | {} |\n", plain(suite.front().suite),
                       count(suite, Outcome::passes), count(suite, Outcome::fails),
                       count(suite, Outcome::no_verdict), count(suite, Outcome::skipped));
  }
  return out;
}

}  // namespace

std::string markdown(const Results& results) {
  constexpr std::size_t max_bytes = 900'000;
  auto out = fmt::format("## claimcheck {}: {}\n\n{}\n\n{}", plain(results.command),
                         word(results.status), plain(results.verdict), table(results));
  for (const auto& one : results.cases) {
    if (one.outcome != Outcome::fails) continue;
    if (one.suite == clause_suite || one.suite == verdict_suite) continue;  // the defects say more
    if (out.size() > max_bytes) {
      out += "\nThere are more: the report in JSON has them all.\n";
      break;
    }
    out += fmt::format("\n<details><summary>{}</summary>\n\n{}\n\n{}</details>\n", html(one.name),
                       plain(one.message), one.details.empty() ? "" : block(one.details) + "\n");
  }
  std::string open;
  for (const auto& one : results.cases) {
    if (one.outcome != Outcome::no_verdict || one.suite == verdict_suite) continue;
    open += fmt::format("- {}: {}: {}\n", plain(one.suite), plain(one.name), plain(one.message));
  }
  if (!open.empty()) out += "\n### Without a verdict\n\n" + open;
  return out;
}

}  // namespace claimcheck::formats
