// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "properties/formats/defect_case.hpp"
#include "properties/formats/gather.hpp"
#include "properties/kernel/build.hpp"
#include "properties/report/unseen.hpp"
#include "properties/text/count.hpp"

namespace claimcheck::formats {
namespace {

using report::RunReport;

Case named(std::string suite, std::string name) {
  Case one;
  one.suite = std::move(suite);
  one.name = std::move(name);
  return one;
}

Case clause_case(const RunReport& report, const model::ClauseInfo& row) {
  auto one = named(std::string(clause_suite), fmt::format("{} {}", row.name, row.sentence));
  one.clause = row.name;
  const auto verdict = report::verdict_on(report, row);
  if (verdict == "BROKEN") {
    one.outcome = Outcome::fails;
    one.message = "broken: see the defects";
  } else if (verdict == "NOT EXERCISED") {
    one.outcome = Outcome::no_verdict;
    one.message = "not exercised";
  } else if (verdict == "not checked") {
    one.outcome = Outcome::skipped;
    one.message = "not checked";
    for (const auto& why : report::why_unseen(report, row.clause)) one.message += ": " + why;
  }
  return one;
}

void add_sites(Results& results, const RunReport& report) {
  if (!report.modes.faults) return;
  const auto missed = report::missed_sites(report);
  for (const auto& site : report.sites) {
    auto one = named("sites", site);
    if (std::ranges::find(missed, site) != missed.end()) {
      one.outcome = Outcome::no_verdict;
      one.message = "never made to fail";
    }
    results.cases.push_back(std::move(one));
  }
}

// What keeps the whole run from a verdict, and is of no search alone.
void add_engine(Results& results, const RunReport& report) {
  const auto add = [&](std::string name, std::string message) {
    auto one = named("searches", std::move(name));
    one.outcome = Outcome::no_verdict;
    one.message = std::move(message);
    results.cases.push_back(std::move(one));
  };
  if (!report.missing.empty()) add("shards", report.missing);
  if (!report.refused.empty()) add("use of the engine", "it could not be used: " + report.refused);
  for (const auto& line : report.not_checked) add("what the engine can be asked", line);
  if (!report.matrix.is_credible()) {
    add("what was failed", "the engine wrote over memory in which what it did is counted");
  }
  if (report::exercised_nothing(report)) add("any clause", "nothing was exercised");
}

void add_searches(Results& results, const RunReport& report) {
  const bool is_broken = report::verdict(report) == options::ExitStatus::broken;
  for (const auto& stage : report.stages) {
    auto one = named("searches", stage.name);
    if (!stage.report.is_credible) {
      one.outcome = Outcome::no_verdict;
      one.message = "the engine wrote over memory in which what it did is counted";
    } else if (stage.report.traces_left > 0) {
      one.outcome = Outcome::no_verdict;
      one.message = fmt::format("{} traces were not run", stage.report.traces_left);
    } else if (stage.report.coverage.set_aside > 0 && !is_broken) {
      one.outcome = Outcome::no_verdict;
      one.message = report::what_is_set_aside(stage.report.coverage.set_aside);
    }
    results.cases.push_back(std::move(one));
  }
  for (const auto& exploration : report.explorations) {
    auto one = named("searches", fmt::format("explore {}", to_string(exploration.scope)));
    // What it found is among the defects: here it counts whether it came to its end.
    const auto& explored = exploration.report;
    if (explored.limit != explore::Limit::none) {
      one.outcome = Outcome::no_verdict;
      one.message = report::what_is_left(explored);
    } else if (const auto missed = explored.unreached(); !missed.empty()) {
      one.outcome = Outcome::no_verdict;
      one.message = "not exercised:";
      for (const auto clause : missed) one.message += fmt::format(" {}", name(clause));
    }
    results.cases.push_back(std::move(one));
  }
}

void add_defects(Results& results, const RunReport& report, const DefectCases& cases) {
  std::vector<Case> found;
  for (const auto& one : report.found) found.push_back(cases.of(one.finding, one.path));
  for (const auto& cause : report.causes()) {
    for (std::size_t i = 1; i < cause.size(); ++i) {
      found[cause[i]].details += fmt::format("\nof the same cause: {}\n", found[cause[0]].name);
    }
  }
  for (const auto& one : report.known) {
    found.push_back(cases.of(one.finding, one.path));
    found.back().suite = "known defects";
    found.back().outcome = Outcome::skipped;
    found.back().message = "known: " + found.back().message;
  }
  for (auto& one : found) results.cases.push_back(std::move(one));
}

std::string verdict_line(const RunReport& report, const std::string& engine) {
  switch (report::verdict(report)) {
    case options::ExitStatus::holds:
      return fmt::format("{} keeps every clause that was exercised", engine);
    case options::ExitStatus::broken:
      break;
    default:
      return fmt::format("no verdict on {}", engine);
  }
  auto line =
      fmt::format("{} of {}", text::count_of(report.causes().size(), "distinct defect"), engine);
  if (!report.known.empty()) line += fmt::format(", beside {} known", report.known.size());
  if (const auto corpus = report.broken_in_corpus().size()) {
    line += fmt::format("; {} traces of the corpus break", corpus);
  }
  return line;
}

// All but the defects and the verdict.
Results begun(const RunReport& report, const DefectCases& cases, std::int64_t started_ms) {
  Results results;
  results.command = "run";
  results.version = report::version;
  results.engine = kernel::engine_title(report.engine);
  results.status = report::verdict(report);
  results.verdict = verdict_line(report, results.engine);
  results.subject = cases.subject();
  results.started_ms = started_ms;
  results.ended_ms = now_ms();
  for (const auto& row : model::clauses()) results.cases.push_back(clause_case(report, row));
  for (const auto& replayed : report.replay) results.cases.push_back(cases.of(replayed));
  add_sites(results, report);
  add_engine(results, report);
  add_searches(results, report);
  return results;
}

Case compared_case(const compare::ComparedDefect& defect, const DefectCases& cases) {
  auto one = cases.of(defect.example.finding, defect.example.path);
  switch (defect.change) {
    case compare::Change::added:
      one.message = "new: " + one.message;
      break;
    case compare::Change::undecided:
      one.outcome = Outcome::no_verdict;
      one.message = fmt::format("undecided: {}", defect.reason);
      break;
    case compare::Change::unchanged:
      one.outcome = Outcome::skipped;
      one.message = "in both trees: " + one.message;
      break;
    case compare::Change::fixed:
      one.outcome = Outcome::passes;
      one.message = "fixed";
      break;
  }
  return one;
}

}  // namespace

Results results_of(const RunReport& report, std::int64_t started_ms) {
  const DefectCases cases(report.engine);
  auto results = begun(report, cases, started_ms);
  add_defects(results, report, cases);
  finish(results);
  return results;
}

Results results_of(const RunReport& report, const compare::Comparison& comparison,
                   std::int64_t started_ms) {
  const DefectCases cases(report.engine);
  auto results = begun(report, cases, started_ms);
  results.status = compare::status(comparison, report);
  results.verdict = fmt::format(
      "defects of {}: {} new, {} undecided, {} unchanged, {} fixed", results.engine,
      comparison.count(compare::Change::added), comparison.count(compare::Change::undecided),
      comparison.count(compare::Change::unchanged), comparison.count(compare::Change::fixed));
  for (const auto& defect : comparison.defects) {
    results.cases.push_back(compared_case(defect, cases));
  }
  finish(results);
  return results;
}

}  // namespace claimcheck::formats
