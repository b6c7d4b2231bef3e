// SPDX-License-Identifier: MIT
#include "properties/formats/results.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <regex>

namespace claimcheck::formats {

namespace {

Case verdict_of(const Results& results) {
  Case verdict;
  verdict.suite = verdict_suite;
  verdict.name = fmt::format("{} has a verdict, and all holds", results.command);
  verdict.message = results.verdict;
  verdict.trace.file = results.subject;
  switch (results.status) {
    case options::ExitStatus::holds:
      verdict.outcome = Outcome::passes;
      break;
    case options::ExitStatus::broken:
      verdict.outcome = Outcome::fails;
      break;
    default:
      verdict.outcome = Outcome::no_verdict;
  }
  return verdict;
}

}  // namespace

void finish(Results& results) {
  results.cases.push_back(verdict_of(results));
  std::map<std::pair<std::string, std::string>, std::size_t> seen;
  for (auto& one : results.cases) {
    if (one.suite.empty()) one.suite = "unnamed";
    if (one.name.empty()) one.name = "unnamed";
    const auto times = ++seen[{one.suite, one.name}];
    if (times > 1) one.name += fmt::format(" ({})", times);
  }
}

std::vector<std::span<const Case>> suites(const Results& results) {
  std::vector<std::span<const Case>> all;
  for (auto begin = results.cases.begin(); begin != results.cases.end();) {
    const auto end = std::find_if(begin, results.cases.end(),
                                  [&](const Case& one) { return one.suite != begin->suite; });
    all.emplace_back(begin, end);
    begin = end;
  }
  return all;
}

std::size_t count(std::span<const Case> cases, Outcome outcome) {
  return static_cast<std::size_t>(std::ranges::count(cases, outcome, &Case::outcome));
}

std::string fingerprint(const judge::Defect& defect) {
  static const std::regex address("0x[0-9a-fA-F]+");
  std::string text = fmt::format("{}\n{}\n", name(defect.clause), defect.aspect);
  for (const auto& kind : defect.kinds) text += kind + "\n";
  for (const auto& site : defect.sites) text += "! " + site + "\n";
  text += std::regex_replace(defect.object, address, "0x");
  std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return fmt::format("{:016x}", hash);
}

std::int64_t now_ms() {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since_1970).count();
}

}  // namespace claimcheck::formats
