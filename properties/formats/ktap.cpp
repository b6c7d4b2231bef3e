// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "properties/formats/formats.hpp"
#include "properties/formats/text.hpp"

// KTAP version 1, as Documentation/dev-tools/ktap.rst has it: a test a suite, its cases as subtests
// indented by two. A description has no '#', and no line of ours begins as one of another kind.

namespace claimcheck::formats {
namespace {

std::string description(std::string_view text) {
  std::string out;
  for (const char c : one_line(text)) out += c == '#' ? std::string("\\x23") : std::string(1, c);
  return out.empty() ? "unnamed" : out;
}

// Lines that a parser hands on as they are, before the result that they are about.
std::string diagnosis(std::string_view text) {
  std::string out;
  const auto lines = visible(text);
  for (std::size_t begin = 0; begin < lines.size();) {
    const auto end = std::min(lines.find('\n', begin), lines.size());
    out += fmt::format("  # {}\n", lines.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

std::string result(std::size_t number, const Case& one) {
  const auto line = [&](bool is_ok, std::string_view behind) {
    return fmt::format("{}ok {} {}{}\n", is_ok ? "" : "not ", number, description(one.name),
                       behind);
  };
  const auto message = description(one.message);
  switch (one.outcome) {
    case Outcome::passes:
      return line(true, "");
    case Outcome::skipped:
      return line(true, fmt::format(" # SKIP {}", message));
    case Outcome::fails:
      return line(false, fmt::format(" # {}", message));
    case Outcome::no_verdict:
      break;
  }
  return line(false, fmt::format(" # ERROR {}", message));
}

// A suite that fails for want of a verdict alone is an error itself.
std::string suite_result(std::size_t number, std::span<const Case> cases) {
  const auto fails = count(cases, Outcome::fails);
  const auto open = count(cases, Outcome::no_verdict);
  const auto name = description(cases.front().suite);
  if (fails > 0) return fmt::format("not ok {} {} # {} of {}\n", number, name, fails, cases.size());
  if (open > 0) return fmt::format("not ok {} {} # ERROR {} without verdict\n", number, name, open);
  const bool is_skipped = count(cases, Outcome::skipped) == cases.size();
  return fmt::format("ok {} {}{}\n", number, name, is_skipped ? " # SKIP all of it" : "");
}

}  // namespace

std::string ktap(const Results& results) {
  const auto all = suites(results);
  auto out =
      fmt::format("KTAP version 1\n# claimcheck {} {}: {}\n1..{}\n", description(results.version),
                  description(results.command), description(results.verdict), all.size());
  std::size_t number = 0;
  for (const auto& suite : all) {
    out += fmt::format("  KTAP version 1\n  # Subtest: {}\n  1..{}\n",
                       description(suite.front().suite), suite.size());
    std::size_t subnumber = 0;
    for (const auto& one : suite) {
      out += diagnosis(one.details);
      out += "  " + result(++subnumber, one);
    }
    out += suite_result(++number, suite);
  }
  return out;
}

}  // namespace claimcheck::formats
