// SPDX-License-Identifier: MIT
#include "properties/explore/claim/message.hpp"

#include <nlohmann/json.hpp>

#include "properties/search/message.hpp"

namespace claimcheck::explore::claim {
namespace {

using nlohmann::json;

json to_json(const Counts& counts) {
  return {{"exercised", counts.coverage.exercised},    {"operations", counts.coverage.operations},
          {"edges", counts.engine_transitions},        {"failures", counts.engine_failures},
          {"set_aside", counts.transitions_set_aside}, {"not_entered", counts.states_not_entered}};
}

Counts counts_from(const json& value) {
  Counts counts;
  value.at("exercised").get_to(counts.coverage.exercised);
  value.at("operations").get_to(counts.coverage.operations);
  value.at("edges").get_to(counts.engine_transitions);
  value.at("failures").get_to(counts.engine_failures);
  value.at("set_aside").get_to(counts.transitions_set_aside);
  value.at("not_entered").get_to(counts.states_not_entered);
  return counts;
}

Report report_from(const json& value) {
  Report report;
  report.verdict = static_cast<Verdict>(value.at("verdict").get<int>());
  report.limit = static_cast<Limit>(value.at("limit").get<int>());
  value.at("generated").get_to(report.generated);
  value.at("distinct").get_to(report.distinct);
  value.at("queue").get_to(report.queue);
  value.at("memory_bytes").get_to(report.memory_bytes);
  value.at("states_per_depth").get_to(report.states_per_depth);
  report.counts = counts_from(value.at("counts"));
  for (const auto& row : value.at("goals")) {
    ReachedGoal goal{static_cast<model::Clause>(row.at("clause").get<int>()), std::nullopt};
    if (row.contains("steps")) goal.steps = row.at("steps").get<std::size_t>();
    report.goals.push_back(goal);
  }
  for (const auto& row : value.at("findings")) {
    report.findings.push_back(std::get<judge::Finding>(search::decode(row.get<std::string>())));
  }
  return report;
}

}  // namespace

std::string encode(const Progress& progress) {
  return json{{"generated", progress.generated},
              {"distinct", progress.distinct},
              {"queue", progress.queue},
              {"depth", progress.depth},
              {"memory_bytes", progress.memory_bytes},
              {"rate", progress.generated_per_second}}
      .dump();
}

std::string encode(const Report& report) {
  json value = {{"verdict", static_cast<int>(report.verdict)},
                {"limit", static_cast<int>(report.limit)},
                {"generated", report.generated},
                {"distinct", report.distinct},
                {"queue", report.queue},
                {"memory_bytes", report.memory_bytes},
                {"states_per_depth", report.states_per_depth},
                {"counts", to_json(report.counts)},
                {"goals", json::array()},
                {"findings", json::array()}};
  for (const auto& goal : report.goals) {
    json row = {{"clause", static_cast<int>(goal.clause)}};
    if (goal.steps) row["steps"] = *goal.steps;
    value["goals"].push_back(row);
  }
  for (const auto& finding : report.findings) value["findings"].push_back(search::encode(finding));
  return value.dump();
}

std::string encode(const judge::Finding& finding) {
  return json{{"finding", search::encode(finding)}}.dump();
}

std::string encode(const Counterexample& found) {
  judge::Finding finding;
  finding.defect = found.defect;
  finding.message = found.message;
  finding.step = found.step;
  finding.trace = found.trace;
  finding.reproduced = found.reproduced;
  return json{{"counterexample", search::encode(finding)}, {"shortest", found.shortest}}.dump();
}

Message decode(std::string_view text) {
  const auto value = json::parse(text);
  if (value.contains("counterexample")) {
    auto finding =
        std::get<judge::Finding>(search::decode(value.at("counterexample").get<std::string>()));
    return Counterexample{
        std::move(finding.defect), std::move(finding.message),       finding.step,
        std::move(finding.trace),  value.at("shortest").get<bool>(), finding.reproduced};
  }
  if (value.contains("verdict")) return report_from(value);
  if (value.contains("finding")) {
    return std::get<judge::Finding>(search::decode(value.at("finding").get<std::string>()));
  }
  Progress progress;
  value.at("generated").get_to(progress.generated);
  value.at("distinct").get_to(progress.distinct);
  value.at("queue").get_to(progress.queue);
  value.at("depth").get_to(progress.depth);
  value.at("memory_bytes").get_to(progress.memory_bytes);
  value.at("rate").get_to(progress.generated_per_second);
  return progress;
}

}  // namespace claimcheck::explore::claim
