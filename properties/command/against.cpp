// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "properties/command/report_option.hpp"
#include "properties/command/run.hpp"
#include "properties/command/written_after.hpp"
#include "properties/compare/comparison_text.hpp"
#include "properties/formats/gather.hpp"
#include "properties/process/plugin.hpp"
#include "properties/report/run_json.hpp"

namespace claimcheck::command {
namespace {

// Each run gets as much of the budget as the other, and running the traces of both the rest.
constexpr std::uint64_t parts = 16;
constexpr std::uint64_t parts_of_a_run = 7;

// A mail about a patch is about what came with it.
SearchedRun only_added(SearchedRun run, const compare::Comparison& comparison) {
  run.report.found.clear();
  for (const auto& defect : comparison.defects) {
    if (defect.change != compare::Change::added) continue;
    run.report.found.push_back({defect.example.finding, defect.example.path});
  }
  return run;
}

}  // namespace

options::ExitStatus run_against(const options::RunOptions& options) {
  const auto started_ms = formats::now_ms();
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(options.budget_ms);
  auto now = options;
  now.budget_ms = std::max<std::uint64_t>(options.budget_ms * parts_of_a_run / parts, 1);
  auto before = now;
  before.engine = options.against;
  fmt::print("--against: searched first\n");
  const auto report_before = searched(before).report;
  fmt::print("\n--kernel: searched with the same seed and budget\n");
  auto run_now = searched(now);
  const auto report_now = run_now.report;
  print_report(report_now, now);

  const auto engine_now = process::engine_named(now.engine);
  const auto engine_before = process::engine_named(before.engine);
  const compare::Side side_now{engine_now, report_now};
  const compare::Side side_before{engine_before, report_before};
  const auto comparison = compare::compare(side_now, side_before, end);
  fmt::print("\n{}", compare::text_of(comparison, side_now, side_before));
  const auto verdict = compare::status(comparison, report_now);
  const auto status = reported(verdict, options.reports, [&] {
    return formats::results_of(report_now, comparison, started_ms);
  });
  return written_after(status, [&] {
    write_html(report_now, now);
    write_of_kernel(only_added(std::move(run_now), comparison), now);
    if (!options.json) return;
    auto document = report::to_json(report_now, now);
    document["exit_status"] = static_cast<int>(verdict);
    document["against"] = report::to_json(report_before, before);
    document["comparison"] = compare::to_json(comparison, side_now, side_before);
    report::write_json(document, *options.json);
  });
}

}  // namespace claimcheck::command
