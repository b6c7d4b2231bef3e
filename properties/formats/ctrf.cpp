// SPDX-License-Identifier: MIT
#include <nlohmann/json.hpp>

#include "properties/formats/formats.hpp"
#include "properties/formats/text.hpp"

// Common Test Report Format. Its "other" is no failure to what reads it, so a case without a
// verdict is "failed", and its rawStatus says why.

namespace claimcheck::formats {
namespace {

using nlohmann::json;

std::string_view status_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::passes:
      return "passed";
    case Outcome::skipped:
      return "skipped";
    default:
      return "failed";
  }
}

json test_of(const Case& one) {
  json test = {{"name", one_line(one.name)},
               {"status", status_of(one.outcome)},
               {"duration", 0},
               {"suite", json::array({"claimcheck", one_line(one.suite)})}};
  if (one.outcome == Outcome::no_verdict) test["rawStatus"] = "no verdict";
  if (!one.message.empty()) test["message"] = visible(one.message);
  if (!one.details.empty()) test["trace"] = visible(one.details);
  if (!one.clause.empty()) test["tags"] = json::array({visible(one.clause)});
  if (const auto& place = one.place(); !place.file.empty()) {
    test["filePath"] = visible(place.file);
    if (place.line > 0) test["line"] = place.line;
  }
  if (!one.fingerprint.empty()) test["extra"] = {{"fingerprint", one.fingerprint}};
  return test;
}

}  // namespace

std::string ctrf(const Results& results) {
  auto tests = json::array();
  for (const auto& one : results.cases) tests.push_back(test_of(one));
  const auto& cases = results.cases;
  const json summary = {
      {"tests", cases.size()},
      {"passed", count(cases, Outcome::passes)},
      {"failed", count(cases, Outcome::fails) + count(cases, Outcome::no_verdict)},
      {"skipped", count(cases, Outcome::skipped)},
      {"pending", 0},
      {"other", 0},
      {"suites", suites(results).size()},
      {"start", results.started_ms},
      {"stop", results.ended_ms},
      {"extra",
       {{"exitStatus", static_cast<int>(results.status)}, {"verdict", visible(results.verdict)}}}};
  const json tool = {
      {"name", "claimcheck"},
      {"version", visible(results.version)},
      {"extra", {{"command", visible(results.command)}, {"engine", visible(results.engine)}}}};
  const json document = {{"reportFormat", "CTRF"},
                         {"specVersion", "0.0.0"},
                         {"generatedBy", "claimcheck"},
                         {"results", {{"tool", tool}, {"summary", summary}, {"tests", tests}}}};
  return document.dump(2) + "\n";
}

}  // namespace claimcheck::formats
