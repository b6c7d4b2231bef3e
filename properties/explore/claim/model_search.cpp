// SPDX-License-Identifier: MIT
#include "properties/explore/claim/model_search.hpp"

#include "properties/explore/explorer.hpp"
#include "properties/shrink/shrink.hpp"

namespace claimcheck::explore::claim {
namespace {

model::Trace trace_of(const Common& common, const std::vector<Action>& actions) {
  model::Trace trace = common.trace;
  for (const Action& action : actions) {
    trace.steps.push_back({common.operations[action.operation], {}, {}});
  }
  return trace;
}

// A violation of the model itself: the one who reads it has a bug to fix in model/.
judge::Finding model_finding(const Common& common, const Finding<Action>& found) {
  auto trace = shrink::without_unused_tags(trace_of(common, found.path.actions));
  const auto clause = model::parse_clause(found.key).value();
  return judge::finding_of(
      {{clause, "model"}, trace.steps.size(), "false of the reference model itself"},
      std::move(trace), "");
}

}  // namespace

Options search_options(const ExploreOptions& options,
                       const std::function<void(const Progress&)>& progress) {
  Options search;
  search.workers = options.workers;
  search.symmetry = options.symmetry;
  search.max_states = options.max_states;
  search.max_memory_bytes = options.max_memory_bytes;
  // Asked often, as it is here that a search ends; told more seldom.
  search.progress_interval_ms = std::chrono::milliseconds(100);
  using Clock = std::chrono::steady_clock;
  search.progress = [&options, progress, told = Clock::now()](const Progress& now) mutable {
    constexpr std::chrono::seconds interval(1);
    if (progress && Clock::now() - told >= interval) {
      told = Clock::now();
      progress(now);
    }
    return !process::is_past(options.deadline);
  };
  return search;
}

Report report_of(const Common& common, const Result<Action>& result) {
  Report report;
  report.verdict = result.verdict;
  report.limit = result.limit;
  report.generated = result.generated;
  report.distinct = result.distinct;
  report.queue = result.queue;
  report.memory_bytes = result.memory_bytes;
  report.disk_bytes = result.disk_bytes;
  report.states_per_depth = result.states_per_depth;
  for (std::size_t index = 0; index < common.goals.size(); ++index) {
    const auto& witness = result.goals[index].witness;
    report.goals.push_back({common.goals[index], std::nullopt});
    if (witness) report.goals.back().steps = witness->actions.size();
  }
  for (const auto& found : result.findings) {
    report.findings.push_back(model_finding(common, found));
  }
  return report;
}

Report with_its_end(Report report) {
  if (report.limit == Limit::progress && process::is_interrupted()) {
    report.limit = Limit::interrupted;
  }
  return report;
}

Report search(ClaimModel model, const Options& options) {
  // Its copies add what they counted when they are destroyed.
  const auto result = explore(model, options);
  auto report = report_of(model.common(), result);
  report.counts = model.counts();
  return report;
}

}  // namespace claimcheck::explore::claim
