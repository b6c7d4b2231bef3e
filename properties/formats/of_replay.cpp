// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>

#include "properties/formats/defect_case.hpp"
#include "properties/formats/gather.hpp"
#include "properties/kernel/build.hpp"
#include "properties/report/replay_report.hpp"

namespace claimcheck::formats {

Results results_of(const std::vector<replay::ReplayedTrace>& replay,
                   const options::ReplayOptions& options, std::int64_t started_ms) {
  const DefectCases cases(options.engine);
  Results results;
  results.command = "replay";
  results.version = report::version;
  results.engine = kernel::engine_title(options.engine);
  results.status = report::verdict(replay);
  results.subject = cases.subject();
  results.started_ms = started_ms;
  results.ended_ms = now_ms();
  for (const auto& replayed : replay) {
    results.cases.push_back(cases.of(replayed));
    // `replay` answers for the engine, not for what the file expects of it.
    if (replayed.verdict != replay::Replayed::breaks_as_said) continue;
    auto told = replayed;
    told.verdict = replay::Replayed::breaks;
    results.cases.back() = cases.of(told);
    results.cases.back().message += " (as the file expects)";
  }
  const auto with = [&](Outcome outcome) { return count(results.cases, outcome); };
  results.verdict = fmt::format("{} traces on {}: {} hold, {} break, {} without a verdict",
                                replay.size(), results.engine, with(Outcome::passes),
                                with(Outcome::fails), with(Outcome::no_verdict));
  // Nothing was asked of an engine that could be asked none of them.
  if (results.status == options::ExitStatus::no_verdict && with(Outcome::skipped) > 0) {
    results.verdict += fmt::format(", {} not asked", with(Outcome::skipped));
  }
  finish(results);
  return results;
}

}  // namespace claimcheck::formats
