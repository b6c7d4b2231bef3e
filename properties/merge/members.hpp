// SPDX-License-Identifier: MIT
#pragma once

#include "properties/merge/archive.hpp"
#include "properties/report/report.hpp"

// The members of all that a run's report is made of, as archive.hpp reads and writes them.

namespace claimcheck::merge {

template <>
struct LastEnumerator<replay::Replayed> {
  static constexpr auto value = replay::Replayed::wrong_file;
};
template <>
struct LastEnumerator<explore::Verdict> {
  static constexpr auto value = explore::Verdict::not_finished;
};
template <>
struct LastEnumerator<explore::Limit> {
  static constexpr auto value = explore::Limit::interrupted;
};
template <>
struct LastEnumerator<options::Effort> {
  static constexpr auto value = options::Effort::full;
};

void members(auto& archive, Like<judge::Coverage> auto& coverage) {
  archive("exercised", coverage.exercised);
  archive("traces", coverage.traces);
  archive("operations", coverage.operations);
  archive("left_out", coverage.left_out);
  archive("set_aside", coverage.set_aside);
  archive("executions", coverage.executions);
  archive("sampled", coverage.sampled);
  archive("plain_accesses", coverage.plain_accesses);
  archive("locks", coverage.locks);
  archive("held", coverage.held);
  archive("without_steps", coverage.without_steps);
}

void members(auto& archive, Like<judge::Defect> auto& defect) {
  archive("clause", defect.clause);
  archive("aspect", defect.aspect);
  archive("kinds", defect.kinds);
  archive("sites", defect.sites);
  archive("object", defect.object);
}

void members(auto& archive, Like<judge::Finding> auto& finding) {
  archive("defect", finding.defect);
  archive("message", finding.message);
  archive("step", finding.step);
  archive("trace", finding.trace);
  archive("index", finding.index);
  archive("unshrunk_steps", finding.unshrunk_steps);
  archive("attempts", finding.attempts);
  archive("shrunk_to_end", finding.shrunk_to_end);
  archive("search", finding.search);
  archive("reproduced", finding.reproduced);
  archive("last_lines", finding.last_lines);
}

void members(auto& archive, Like<report::FoundTrace> auto& found) {
  archive("finding", found.finding);
  archive("path", found.path);
  archive("mode", found.mode);
}

void members(auto& archive, Like<judge::Difference> auto& difference) {
  archive("defect", difference.defect);
  archive("step", difference.step);
  archive("message", difference.message);
}

void members(auto& archive, Like<search::SearchedMessage> auto& searched) {
  archive("executions", searched.executions);
  archive("complete", searched.complete);
  archive("bounded", searched.bounded);
  archive("refusal", searched.refusal);
}

void members(auto& archive, Like<replay::ReplayedTrace> auto& replayed) {
  archive("path", replayed.path);
  archive("trace", replayed.trace);
  archive("verdict", replayed.verdict);
  archive("difference", replayed.difference);
  archive("searched", replayed.searched);
  archive("max_preemptions", replayed.max_preemptions);
  archive("last_lines", replayed.last_lines);
  archive("stopped", replayed.stopped);
  archive("was_run", replayed.was_run);
}

void members(auto& archive, Like<modes::Timeline> auto& timeline) {
  archive("traces", timeline.traces);
  archive("exercised", timeline.exercised);
  archive("first", timeline.first);
}

void members(auto& archive, Like<reach::BehaviourRow> auto& row) {
  archive("key", row.key);
  archive("steps", row.steps);
  archive("traces", row.traces);
  archive("first", row.first);
  archive("last", row.last);
}

void members(auto& archive, Like<reach::Result> auto& reached) {
  archive("traces", reached.traces);
  archive("histograms", reached.histograms.counts);
  archive("behaviours", reached.behaviours);
  archive("sample", reached.sample);
  archive("visited", reached.visited);
}

void members(auto& archive, Like<explore::claim::Scope> auto& scope) {
  archive("regions", scope.regions);
  archive("tags", scope.tags);
  archive("extents", scope.extents);
  archive("untagged", scope.untagged);
  archive("injected", scope.injected);
  archive("devices", scope.devices);
  archive("lengths", scope.lengths);
  archive("seq_base", scope.seq_base);
  archive("unbind_drops", scope.unbind_drops);
  archive("failures", scope.failures);
  archive("static_region", scope.static_region);
  archive("plain_region", scope.plain_region);
}

void members(auto& archive, Like<explore::claim::ReachedGoal> auto& goal) {
  archive("clause", goal.clause);
  archive("steps", goal.steps);
}

void members(auto& archive, Like<explore::claim::Counts> auto& counts) {
  archive("coverage", counts.coverage);
  archive("engine_transitions", counts.engine_transitions);
  archive("engine_failures", counts.engine_failures);
  archive("transitions_set_aside", counts.transitions_set_aside);
  archive("states_not_entered", counts.states_not_entered);
}

void members(auto& archive, Like<explore::claim::Report> auto& report) {
  archive("verdict", report.verdict);
  archive("limit", report.limit);
  archive("generated", report.generated);
  archive("distinct", report.distinct);
  archive("queue", report.queue);
  archive("memory_bytes", report.memory_bytes);
  archive("states_per_depth", report.states_per_depth);
  archive("goals", report.goals);
  archive("counts", report.counts);
  archive("crashes", report.crashes);
  archive("findings", report.findings);
}

void members(auto& archive, Like<report::Exploration> auto& exploration) {
  archive("number", exploration.number);
  archive("scope", exploration.scope);
  archive("report", exploration.report);
}

void members(auto& archive, Like<kernel::Block> auto& block) {
  archive("function", block.function);
  archive("line", block.line);
  archive("reached", block.reached);
}

void members(auto& archive, Like<kernel::FileCoverage> auto& file) {
  archive("file", file.file);
  archive("blocks", file.blocks);
  if constexpr (!std::is_const_v<std::remove_reference_t<decltype(file)>>) {
    for (auto& block : file.blocks) block.file = file.file;
  }
}

void members(auto& archive, Like<kernel::TextCoverage> auto& text) {
  archive("files", text.files);
  archive("unknown", text.unknown);
}

void members(auto& archive, Like<options::Modes> auto& modes) {
  archive("replay", modes.replay);
  archive("check", modes.check);
  archive("faults", modes.faults);
  archive("concurrent", modes.concurrent);
  archive("explore", modes.explore);
}

void members(auto& archive, Like<options::Amounts> auto& amounts) {
  archive("traces", amounts.traces);
  archive("fault_traces", amounts.fault_traces);
  archive("cases", amounts.cases);
  archive("three_threads_percent", amounts.three_threads_percent);
}

}  // namespace claimcheck::merge
