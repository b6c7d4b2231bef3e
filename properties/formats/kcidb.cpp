// SPDX-License-Identifier: MIT
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>
#include <nlohmann/json.hpp>

#include "properties/formats/formats.hpp"
#include "properties/formats/text.hpp"

// KCIDB objects of version 5: a checkout and a build, which stand for the engine, and a test a
// case. Whoever submits them has the origin, and knows the commit: docs/ci.md shows how to set
// both.

namespace claimcheck::formats {
namespace {

using nlohmann::json;

constexpr std::string_view origin = "claimcheck";

std::string_view status_of(const Case& one) {
  switch (one.outcome) {
    case Outcome::passes:
      return "PASS";
    case Outcome::fails:
      return "FAIL";
    case Outcome::skipped:
      return "SKIP";
    case Outcome::no_verdict:
      break;
  }
  // What was to be exercised and was not has not run; the whole did, and came to no end.
  return one.suite == verdict_suite ? "ERROR" : "MISS";
}

// A word of a dotted path.
std::string word(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool is_plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    if (is_plain || (!out.empty() && !out.ends_with('_'))) out += is_plain ? c : '_';
  }
  while (out.ends_with('_')) out.pop_back();
  return out.empty() ? "unnamed" : out;
}

std::string path_of(const Case& one) {
  if (one.suite == verdict_suite) return "claimcheck";
  const auto name = one.suite == clause_suite ? one.clause : one.name;
  return fmt::format("claimcheck.{}.{}", word(one.suite), word(name));
}

std::string time_of(std::int64_t since_1970_ms) {
  const auto seconds = static_cast<std::time_t>(since_1970_ms / 1000);
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}+00:00", fmt::gmtime(seconds));
}

json test_of(const Case& one, const Results& results, const std::string& id) {
  constexpr std::size_t max_excerpt = 16'000;  // of the 16384 characters that there may be
  json test = {{"id", id},
               {"origin", origin},
               {"build_id", id.substr(0, id.rfind('.'))},
               {"path", path_of(one)},
               {"status", status_of(one)},
               {"start_time", time_of(results.started_ms)},
               {"comment", one_line(one.name)}};
  if (!one.message.empty() || !one.details.empty()) {
    test["log_excerpt"] = cut(visible(one.message + "\n" + one.details), max_excerpt);
  }
  if (!one.clause.empty()) test["misc"]["clause"] = visible(one.clause);
  if (!one.fingerprint.empty()) test["misc"]["fingerprint"] = one.fingerprint;
  return test;
}

}  // namespace

std::string kcidb(const Results& results) {
  const auto run = fmt::format("{}:{}-{}-{}", origin, word(results.command), word(results.engine),
                               results.started_ms);
  const json checkout = {
      {"id", run}, {"origin", origin}, {"comment", one_line(results.engine)}, {"valid", true}};
  const json build = {{"id", run},
                      {"origin", origin},
                      {"checkout_id", run},
                      {"comment", fmt::format("claimcheck {}", one_line(results.version))},
                      {"status", "PASS"}};
  auto tests = json::array();
  for (const auto& one : results.cases) {
    tests.push_back(test_of(one, results, fmt::format("{}.{}", run, tests.size() + 1)));
  }
  const json document = {{"version", {{"major", 5}, {"minor", 3}}},
                         {"checkouts", json::array({checkout})},
                         {"builds", json::array({build})},
                         {"tests", tests}};
  return document.dump(2) + "\n";
}

}  // namespace claimcheck::formats
