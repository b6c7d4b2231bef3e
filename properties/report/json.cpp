// SPDX-License-Identifier: MIT
#include <nlohmann/json.hpp>

#include "model/trace/trace_text.hpp"
#include "properties/installation/installation.hpp"
#include "properties/replay/show.hpp"
#include "properties/report/explore_json.hpp"
#include "properties/report/generated_page.hpp"
#include "properties/report/reach_report.hpp"
#include "properties/report/run_json.hpp"

namespace claimcheck::report {
namespace {

using nlohmann::json;

json to_json(const Stage& stage) {
  const auto& coverage = stage.report.coverage;
  json out = {{"mode", stage.name},
              {"traces", coverage.traces},
              {"operations", coverage.operations},
              {"left_out", coverage.left_out},
              {"set_aside", coverage.set_aside},
              {"executions", coverage.executions},
              {"sampled", coverage.sampled},
              {"plain_accesses", coverage.plain_accesses},
              {"without_steps", coverage.without_steps},
              {"crashes", stage.report.crashes},
              {"traces_left", stage.report.traces_left}};
  if (!stage.report.is_credible || stage.reached.traces == 0) return out;
  out["reach"]["generated"] = generated_json(stage.reached);
  if (!stage.reached.visited.empty()) out["reach"]["reached"] = reached_json(stage.reached);
  return out;
}

json warnings_of(const RunReport& report) {
  json rows = json::array();
  for (const auto& stage : report.stages) {
    const auto& table = stage.report.warnings;
    for (std::size_t row = 0; row < table.used && row < table.rows.size(); ++row) {
      const auto& warning = table.rows[row];
      rows.push_back({{"text", warning.name()},
                      {"count", warning.count},
                      {"mode", stage.name},
                      {"first_trace", warning.first_trace}});
    }
  }
  return rows;
}

json to_json(const kernel::FileCoverage& file) {
  auto missed = json::object();
  for (const auto& [function, lines] : file.lines_never_reached()) missed[function] = lines;
  return {{"file", file.file},
          {"blocks", file.blocks.size()},
          {"reached", file.reached()},
          {"functions_never_reached", file.functions_never_reached()},
          {"lines_never_reached", missed}};
}

json to_json(const kernel::TextCoverage& text) {
  json out = {{"files", json::array()}};
  if (!text.unknown.empty()) out["unknown"] = text.unknown;
  for (const auto& file : text.files) out["files"].push_back(to_json(file));
  return out;
}

json matrix_of(const RunReport& report) {
  json rows = json::array();
  for (std::size_t site = 0; site < report.sites.size(); ++site) {
    for (std::size_t kind = 0; kind < faults::operation_kinds; ++kind) {
      const auto& cell = report.matrix.cells[kind][site];
      if (cell.reached == 0) continue;
      rows.push_back({{"site", report.sites[site]},
                      {"operation", faults::kind_name(kind)},
                      {"reached", cell.reached},
                      {"failed", cell.failed},
                      {"distinct_outcomes", cell.distinct_outcomes()}});
    }
  }
  return rows;
}

}  // namespace

json head(std::string_view command) {
  return {{"schema_version", schema_version}, {"command", command}, {"version", version}};
}

json to_json(const FoundTrace& found, const std::string& engine) {
  const auto& finding = found.finding;
  return {{"clause", name(finding.defect.clause)},
          {"aspect", finding.defect.aspect},
          {"kinds", finding.defect.kinds},
          {"sites", finding.defect.sites},
          {"object", finding.defect.object},
          {"standard_error", finding.last_lines},
          {"message", finding.message},
          {"step", finding.step + 1},
          {"operations", finding.trace.steps.size()},
          {"operations_before_shrinking", finding.unshrunk_steps},
          {"attempts", finding.attempts},
          {"shrunk_to_end", finding.shrunk_to_end},
          {"reproduced", finding.reproduced},
          {"trace", print(model::document(finding.trace))},
          {"file", installation::show(found.path)},
          {"command", replay::replay_command(found.path, engine)}};
}

json to_json(const RunReport& report, const options::RunOptions& options) {
  auto out = head("run");
  out.update({{"seed", options.seed},
              {"engine", options.engine},
              {"shard", {{"index", options.shard + 1}, {"count", options.shards}}},
              {"budget",
               {{"traces", options.amounts.traces},
                {"fault_traces", options.amounts.fault_traces},
                {"cases", options.amounts.cases},
                {"three_threads_percent", options.amounts.three_threads_percent},
                {"ms", options.budget_ms}}},
              {"exit_status", static_cast<int>(verdict(report))}});
  const auto coverage = report.coverage();
  out["stages"] = json::array();
  for (const auto& stage : report.stages) out["stages"].push_back(to_json(stage));
  out["explorations"] = json::array();
  for (const auto& exploration : report.explorations) {
    out["explorations"].push_back(to_json(exploration.report));
    out["explorations"].back()["scope"] = to_string(exploration.scope);
  }
  out["sites"] = matrix_of(report);
  out["missed_sites"] = missed_sites(report);
  out["clauses"] = json::object();
  for (const auto& row : model::clauses()) {
    out["clauses"][std::string(row.name)] = {{"exercised", coverage[row.clause]},
                                             {"verdict", verdict_on(report, row)},
                                             {"sentence", row.sentence}};
    if (is_broken(report, row.clause)) out["clauses"][std::string(row.name)]["broken"] = true;
  }
  out["findings"] = json::array();
  for (const auto& found : report.found) {
    out["findings"].push_back(to_json(found, report.engine));
  }
  out["causes"] = json::array();
  for (const auto& cause : report.causes()) out["causes"].push_back(cause);
  out["warnings"] = warnings_of(report);
  if (report.text) out["text_coverage"] = to_json(*report.text);
  out["replay"] = json::array();
  for (const auto& replayed : report.replay) out["replay"].push_back(to_json(replayed));

  return out;
}

void write_json(const json& document, const std::filesystem::path& path) {
  write_document(path, document.dump(2, ' ', true, json::error_handler_t::replace) + '\n');
}

}  // namespace claimcheck::report
