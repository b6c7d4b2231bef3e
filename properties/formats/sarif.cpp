// SPDX-License-Identifier: MIT
#include <algorithm>
#include <nlohmann/json.hpp>

#include "model/clause.hpp"
#include "properties/formats/formats.hpp"
#include "properties/formats/text.hpp"

// SARIF 2.1.0: a rule a clause, a result a defect. A run without a verdict has a result of a rule
// of its own, so that no viewer shows it as clean.

namespace claimcheck::formats {
namespace {

using nlohmann::json;

constexpr std::string_view no_verdict_rule = "no-verdict";

// Braces and a bracket before a parenthesis mean something in a message.
std::string message_text(std::string_view text) {
  std::string out;
  for (const char c : visible(text)) {
    if (c == '{' || c == '}') out += c;
    if (c == '(' && out.ends_with(']')) out += ' ';
    out += c;
  }
  return out.empty() ? "no message" : out;
}

json message(std::string_view text) {
  return {{"text", message_text(text)}};
}

json location(const Place& place) {
  json physical = {{"artifactLocation", {{"uri", uri(place.file)}}}};
  if (place.line > 0) physical["region"] = {{"startLine", place.line}};
  return {{"physicalLocation", physical}};
}

std::string rule_of(const Case& one) {
  if (one.outcome == Outcome::no_verdict) return std::string(no_verdict_rule);
  return one.clause.empty() ? visible(one.suite) : visible(one.clause);
}

// What a viewer is to show. The table of clauses says nothing that the defects do not.
bool is_result(const Case& one, const Results& results) {
  const bool is_verdict = one.suite == verdict_suite;
  if (one.outcome == Outcome::no_verdict) return is_verdict;
  if (one.outcome != Outcome::fails || one.suite == clause_suite) return false;
  return !is_verdict || std::ranges::none_of(results.cases, [](const Case& other) {
    return other.outcome == Outcome::fails && other.suite != clause_suite &&
           other.suite != verdict_suite;
  });
}

json result_of(const Case& one) {
  json result = {{"ruleId", rule_of(one)},
                 {"kind", "fail"},
                 {"level", "error"},
                 {"message", message(one.name + "\n" + one.message)}};
  if (!one.place().file.empty()) result["locations"] = json::array({location(one.place())});
  for (std::size_t i = 1; i < one.sources.size(); ++i) {
    result["relatedLocations"].push_back(location(one.sources[i]));
    result["relatedLocations"].back()["message"] = message("the other side");
  }
  if (!one.sources.empty() && !one.trace.file.empty()) {
    result["relatedLocations"].push_back(location(one.trace));
    result["relatedLocations"].back()["message"] = message("the trace that shows it");
  }
  const auto print = one.fingerprint.empty() ? one.suite + "/" + one.name : one.fingerprint;
  result["partialFingerprints"] = {{"claimcheckDefect/v1", visible(print)}};
  if (!one.details.empty()) result["properties"] = {{"details", visible(one.details)}};
  return result;
}

json rules_of(const json& results) {
  auto rules = json::array();
  for (const auto& result : results) {
    const auto id = result.at("ruleId").get<std::string>();
    if (std::ranges::any_of(rules, [&](const json& rule) { return rule.at("id") == id; })) continue;
    json rule = {{"id", id}, {"defaultConfiguration", {{"level", "error"}}}};
    if (const auto clause = model::parse_clause(id)) {
      rule["shortDescription"] = message(info(*clause).sentence);
    } else if (id == no_verdict_rule) {
      rule["shortDescription"] = message("A run that ends without a verdict is no success");
    }
    rules.push_back(std::move(rule));
  }
  return rules;
}

json invocation_of(const Results& results) {
  using enum options::ExitStatus;
  auto notifications = json::array();
  for (const auto& one : results.cases) {
    if (one.outcome != Outcome::no_verdict) continue;
    notifications.push_back(
        {{"level", "error"}, {"message", message(one.name + ": " + one.message)}});
  }
  json invocation = {{"executionSuccessful", results.status == holds || results.status == broken},
                     {"exitCode", static_cast<int>(results.status)},
                     {"exitCodeDescription", visible(results.verdict)}};
  if (!notifications.empty()) invocation["toolExecutionNotifications"] = notifications;
  return invocation;
}

}  // namespace

std::string sarif(const Results& results) {
  auto found = json::array();
  for (const auto& one : results.cases) {
    if (is_result(one, results)) found.push_back(result_of(one));
  }
  const auto rules = rules_of(found);
  for (auto& result : found) {
    const auto rule = std::ranges::find_if(
        rules, [&](const json& one) { return one.at("id") == result.at("ruleId"); });
    result["ruleIndex"] = rule - rules.begin();
  }
  const json driver = {
      {"name", "claimcheck"}, {"version", visible(results.version)}, {"rules", rules}};
  const json run = {
      {"tool", {{"driver", driver}}},
      {"automationDetails",
       {{"id", visible("claimcheck/" + results.command + "/" + results.engine + "/")}}},
      {"invocations", json::array({invocation_of(results)})},
      {"columnKind", "utf16CodeUnits"},
      {"results", found}};
  const json document = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                         {"version", "2.1.0"},
                         {"runs", json::array({run})}};
  return document.dump(2) + "\n";
}

}  // namespace claimcheck::formats
