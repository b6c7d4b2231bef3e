// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>

#include "properties/report/explore_report.hpp"
#include "properties/report/report.hpp"
#include "properties/text/count.hpp"

// What keeps a run from a verdict, or was left out of it: a line each.

namespace claimcheck::report {
namespace {

std::ptrdiff_t replayed_as(const RunReport& report, replay::Replayed verdict) {
  return std::ranges::count(report.replay, verdict, &replay::ReplayedTrace::verdict);
}

// What a run like this should have come to.
void add_missed(const RunReport& report, std::vector<std::string>& lines) {
  const auto add = [&](const char* what, model::Clause clause) {
    lines.push_back(fmt::format("{}: {} {}", what, name(clause), info(clause).sentence));
  };
  for (const auto clause : missed_clauses(report)) add("not exercised", clause);
  for (const auto& site : missed_sites(report)) lines.push_back("never made to fail: " + site);
  for (const auto clause : unexplored_clauses(report)) add("not exercised by exploration", clause);
}

// Files of the corpus that are not right themselves.
void add_wrong_files(const RunReport& report, std::vector<std::string>& lines) {
  if (const auto count = replayed_as(report, replay::Replayed::not_broken)) {
    lines.push_back(
        fmt::format("traces of the corpus that are said to break a clause, and hold: {}", count));
  }
  if (const auto count = replayed_as(report, replay::Replayed::wrong_file)) {
    lines.push_back(
        fmt::format("traces of the corpus that state what the contract does not say: {}", count));
  }
}

// Nothing is found, and something was taken out.
void add_set_aside(const RunReport& report, std::vector<std::string>& lines) {
  const auto count = report.coverage().set_aside;
  if (count == 0 || verdict(report) == options::ExitStatus::broken) return;
  lines.push_back(what_is_set_aside(count));
}

// What each mode did not get to.
void add_left_out(const RunReport& report, std::vector<std::string>& lines) {
  if (const auto unfinished = replayed_as(report, replay::Replayed::unfinished)) {
    lines.push_back(fmt::format("not finished: {} traces of the corpus", unfinished));
  }
  for (const auto& stage : report.stages) {
    const auto left = stage.report.traces_left;
    if (left > 0) lines.push_back(fmt::format("not run: {} traces of {}", left, stage.name));
  }
  for (const auto& exploration : report.explorations) {
    if (exploration.report.limit == explore::Limit::none) continue;
    lines.push_back(fmt::format("not finished: exploration of {}: {}", to_string(exploration.scope),
                                what_is_left(exploration.report)));
  }
}

}  // namespace

std::string what_is_set_aside(std::uint64_t traces) {
  return fmt::format("{} of threads {} without threads too: run --modes check,faults to see why",
                     text::count_of(traces, "trace"), traces == 1 ? "differs" : "differ");
}

std::vector<std::string> left_open(const RunReport& report) {
  std::vector<std::string> lines;
  if (!report.is_credible()) {
    lines.emplace_back(
        "the engine wrote over memory in which what it did is counted: nothing is known of the "
        "clauses that are not broken");
  }
  if (!report.refused.empty()) {
    lines.push_back("the engine could not be used any more: " + report.refused);
  }
  if (!report.missing.empty()) lines.push_back(report.missing + ": its part was not run");
  // Of one whose counts say nothing it would be all there is.
  if (report.is_credible()) add_missed(report, lines);
  add_wrong_files(report, lines);
  if (report.is_credible()) add_set_aside(report, lines);
  add_left_out(report, lines);
  if (exercised_nothing(report)) lines.emplace_back("nothing was exercised");
  // Its words, not ours.
  for (const auto& line : report.not_checked) lines.push_back("engine: " + line);
  return lines;
}

}  // namespace claimcheck::report
