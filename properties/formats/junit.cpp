// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "properties/formats/formats.hpp"
#include "properties/formats/text.hpp"
#include "properties/text/characters.hpp"

// JUnit XML, as Jenkins, GitLab and most others read it: a suite of cases, each of which may have
// one <failure>, <error> or <skipped>.

namespace claimcheck::formats {
namespace {

// Of an attribute or of text: no quote, no newline of an attribute, and no ]]> is left.
std::string xml(std::string_view text) {
  std::string out;
  for (const char c : visible(text)) {
    const auto entity = c == '\t' ? "&#9;" : text::entity(c);
    out += entity.empty() ? std::string_view(&c, 1) : entity;
  }
  return out;
}

std::string attribute(std::string_view text) {
  return xml(one_line(text));
}

std::string counts(std::span<const Case> cases) {
  return fmt::format(R"(tests="{}" failures="{}" errors="{}" skipped="{}")", cases.size(),
                     count(cases, Outcome::fails), count(cases, Outcome::no_verdict),
                     count(cases, Outcome::skipped));
}

std::string element_of(const Case& one) {
  const auto message = attribute(one.message);
  const auto type = attribute(one.clause.empty() ? one.suite : one.clause);
  switch (one.outcome) {
    case Outcome::passes:
      return "";
    case Outcome::skipped:
      return fmt::format("      <skipped message=\"{}\"/>\n", message);
    case Outcome::fails:
      return fmt::format("      <failure message=\"{}\" type=\"{}\">{}</failure>\n", message, type,
                         xml(one.details));
    case Outcome::no_verdict:
      break;
  }
  return fmt::format("      <error message=\"{}\" type=\"no verdict\">{}</error>\n", message,
                     xml(one.details));
}

std::string case_of(const Case& one) {
  auto out = fmt::format(R"(    <testcase classname="claimcheck.{}" name="{}" time="0")",
                         attribute(one.suite), attribute(one.name));
  if (const auto& place = one.place(); !place.file.empty()) {
    out += fmt::format(R"( file="{}")", attribute(place.file));
    if (place.line > 0) out += fmt::format(R"( line="{}")", place.line);
  }
  const auto element = element_of(one);
  return out + (element.empty() ? "/>\n" : ">\n" + element + "    </testcase>\n");
}

}  // namespace

std::string junit(const Results& results) {
  const auto name = attribute(fmt::format("claimcheck {} {}", results.command, results.engine));
  const auto milliseconds = static_cast<double>(results.ended_ms - results.started_ms);
  auto out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites name=\"{}\" {} time=\"{:.3f}\">\n",
      name, counts(results.cases), milliseconds / 1000);
  for (const auto& suite : suites(results)) {
    out += fmt::format("  <testsuite name=\"{}\" {} time=\"0\">\n", attribute(suite.front().suite),
                       counts(suite));
    for (const auto& one : suite) out += case_of(one);
    out += "  </testsuite>\n";
  }
  return out + "</testsuites>\n";
}

}  // namespace claimcheck::formats
