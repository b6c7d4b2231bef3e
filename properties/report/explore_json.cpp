// SPDX-License-Identifier: MIT
#include "properties/report/explore_json.hpp"

#include <fmt/format.h>

#include "model/trace/trace_text.hpp"
#include "properties/installation/installation.hpp"
#include "properties/replay/show.hpp"
#include "properties/report/report.hpp"
#include "properties/report/run_json.hpp"
#include "properties/store/store.hpp"

namespace claimcheck::report {
namespace {

using nlohmann::json;

json to_json(const judge::Finding& finding) {
  return {{"clause", name(finding.defect.clause)},
          {"aspect", finding.defect.aspect},
          {"message", finding.message},
          {"step", finding.step + 1},
          {"operations", finding.trace.steps.size()},
          {"reproduced", finding.reproduced},
          {"trace", print(model::document(finding.trace))}};
}

}  // namespace

json to_json(const explore::claim::Report& report) {
  json out = {{"finished", report.limit == explore::Limit::none},
              {"states", report.distinct},
              {"transitions", report.generated},
              {"not_expanded", report.queue},
              {"memory_bytes", report.memory_bytes},
              {"states_per_depth", report.states_per_depth},
              {"engine_edges", report.counts.engine_transitions},
              {"engine_failures", report.counts.engine_failures},
              {"edges_set_aside", report.counts.transitions_set_aside},
              {"states_not_entered", report.counts.states_not_entered},
              {"crashes", report.crashes},
              {"clauses", json::object()}};
  if (report.limit != explore::Limit::none) out["why_not_finished"] = reason(report.limit);
  for (const auto& goal : report.goals) {
    json row = {{"exercised", report.counts.coverage[goal.clause]},
                {"verdict", verdict_on(report, goal)}};
    if (goal.steps) row["after"] = *goal.steps;
    out["clauses"][std::string(name(goal.clause))] = row;
  }
  return out;
}

void write_json(const ExploreCommand& command, const ExploreReport& explored,
                const std::filesystem::path& path) {
  const auto& report = explored.report;
  json out = to_json(report);
  out.update(head("explore"));
  out.update({{"engine", command.engine},
              {"scope", to_string(command.options.scope)},
              {"symmetry", command.options.symmetry},
              {"workers", command.options.workers},
              {"exit_status", static_cast<int>(verdict(report))},
              {"findings", json::array()}});
  for (std::size_t index = 0; index < report.findings.size(); ++index) {
    json row = to_json(report.findings[index]);
    if (index < explored.paths.size()) {
      row["file"] = installation::show(explored.paths[index]);
      row["command"] = replay::replay_command(explored.paths[index], command.engine);
    }
    out["findings"].push_back(row);
  }
  write_json(out, path);
}

}  // namespace claimcheck::report
