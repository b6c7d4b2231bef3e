// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "properties/formats/defect_case.hpp"
#include "properties/formats/gather.hpp"
#include "properties/kernel/build.hpp"
#include "properties/text/count.hpp"

namespace claimcheck::formats {
namespace {

Case clause_case(const explore::claim::Report& report, const explore::claim::ReachedGoal& goal) {
  Case one;
  one.suite = clause_suite;
  one.clause = name(goal.clause);
  one.name = fmt::format("{} {}", one.clause, info(goal.clause).sentence);
  const auto verdict = report::verdict_on(report, goal);
  if (verdict == "BROKEN") {
    one.outcome = Outcome::fails;
    one.message = "broken: see the defects";
  } else if (verdict != "holds") {
    one.outcome = Outcome::no_verdict;
    one.message = "not exercised";
  }
  return one;
}

std::string verdict_line(const explore::claim::Report& report, const std::string& who) {
  const bool is_whole = report.limit == explore::Limit::none;
  switch (report.overall()) {
    case explore::Verdict::holds:
      return fmt::format("{} keeps every clause in every state of the scope", who);
    case explore::Verdict::broken:
      return fmt::format("{} of {} in this scope{}",
                         text::count_of(report.findings.size(), "distinct defect"), who,
                         is_whole ? "" : ", and not all of it was looked at");
    case explore::Verdict::not_finished:
      break;
  }
  return fmt::format("no verdict on {}{}{}", who, is_whole ? "" : ": ",
                     is_whole ? "" : report::reason(report.limit));
}

}  // namespace

Results results_of(const report::ExploreCommand& command, const report::ExploreReport& explored,
                   std::int64_t started_ms) {
  const auto& report = explored.report;
  const DefectCases cases(command.engine);
  Results results;
  results.command = "explore";
  results.version = report::version;
  results.engine =
      command.engine == report::no_engine ? "the model" : kernel::engine_title(command.engine);
  results.status = report::verdict(report);
  results.verdict = verdict_line(report, results.engine);
  results.subject = cases.subject();
  results.started_ms = started_ms;
  results.ended_ms = now_ms();
  for (const auto& goal : report.goals) results.cases.push_back(clause_case(report, goal));
  for (std::size_t index = 0; index < report.findings.size(); ++index) {
    const auto path = index < explored.paths.size() ? explored.paths[index] : "";
    results.cases.push_back(cases.of(report.findings[index], path));
  }
  finish(results);
  return results;
}

}  // namespace claimcheck::formats
