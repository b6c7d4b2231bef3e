// SPDX-License-Identifier: MIT
#include "properties/command/report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "model/trace_text.hpp"
#include "properties/command/show.hpp"

namespace claimcheck::command {
namespace {

bool is_broken(const ReplayedTrace& replayed) {
  return replayed.verdict == Replayed::breaks || replayed.verdict == Replayed::breaks_as_said;
}

bool is_broken(const RunReport& report, model::Clause clause) {
  const auto in_finding = [&](const FoundTrace& f) { return f.finding.defect.clause == clause; };
  const auto in_replay = [&](const ReplayedTrace& r) {
    return is_broken(r) && r.difference->defect.clause == clause;
  };
  return std::ranges::any_of(report.found, in_finding) ||
         std::ranges::any_of(report.replay, in_replay);
}

std::string verdict_on(const RunReport& report, const model::ClauseInfo& row) {
  if (is_broken(report, row.clause)) return "BROKEN";
  if (report.check.coverage[row.clause] > 0) return "holds";
  if (row.needs == model::Needs::failure) return "needs failures";
  if (row.needs == model::Needs::threads) return "needs threads";
  return "NOT REACHED";
}

std::string join(const std::vector<model::Clause>& clauses) {
  std::string text;
  for (const auto clause : clauses) {
    if (!text.empty()) text += ", ";
    text += name(clause);
  }
  return text;
}

std::string_view word(Replayed verdict) {
  switch (verdict) {
    case Replayed::holds:
      return "holds";
    case Replayed::breaks_as_said:
      return "breaks, as the file says";
    case Replayed::breaks:
      return "breaks";
    case Replayed::not_broken:
      return "holds, though the file says that it breaks";
    case Replayed::wrong_file:
      break;
  }
  return "is not what the contract says";
}

}  // namespace

std::vector<model::Clause> missed_goals(const check::Coverage& coverage) {
  std::vector<model::Clause> missed;
  for (const auto& row : model::clauses()) {
    if (row.needs == model::Needs::operation && coverage[row.clause] == 0) {
      missed.push_back(row.clause);
    }
  }
  return missed;
}

void print_finding(const hunt::Finding& finding, const std::filesystem::path& path,
                   const std::string& engine) {
  fmt::print("  {} to {} operations in {} attempts{}\n\n", finding.unshrunk_steps,
             finding.trace.steps.size(), finding.attempts,
             finding.shrunk_to_end ? "" : "; the budget of attempts ran out");
  fmt::print("{} is broken: {}\n", name(finding.defect.clause),
             info(finding.defect.clause).sentence);
  fmt::print("{}", show_indented(finding.trace));
  fmt::print("  step {}: {}\n", finding.step + 1, finding.message);
  if (!finding.reproduced) {
    fmt::print("  FLAKY: the shrunk trace did not fail when it was run once more\n");
  }
  fmt::print("  {}\n", replay_command(path, engine));
}

void print_replay(const std::vector<ReplayedTrace>& replay) {
  const auto count = [&](Replayed verdict) {
    return std::ranges::count(replay, verdict, &ReplayedTrace::verdict);
  };
  fmt::print("replay: {} traces of the corpus, {} hold", replay.size(), count(Replayed::holds));
  if (const auto said = count(Replayed::breaks_as_said)) {
    fmt::print(", {} break as their files say", said);
  }
  fmt::print("\n");
  for (const auto& replayed : replay) {
    if (replayed.verdict == Replayed::holds || replayed.verdict == Replayed::breaks_as_said) {
      continue;
    }
    print_replayed(replayed, "");
  }
  std::fflush(stdout);
}

void print_replayed(const ReplayedTrace& replayed, const std::string& engine) {
  fmt::print("{}: {}", show(replayed.path), word(replayed.verdict));
  if (!engine.empty()) fmt::print(" on {}", engine);
  if (!replayed.difference) {
    fmt::print("\n");
    return;
  }
  const auto& difference = *replayed.difference;
  fmt::print("\n  {} {}\n  step {}: {}\n    {}\n", name(difference.defect.clause),
             info(difference.defect.clause).sentence, difference.step + 1,
             replayed.trace.steps.empty()
                 ? ""
                 : model::print(replayed.trace, replayed.trace.steps[difference.step]),
             difference.message);
}

void print_check(const hunt::Report& check) {
  fmt::print("\ncheck: {} traces, {} operations", check.coverage.traces, check.coverage.operations);
  if (check.coverage.set_aside > 0) {
    fmt::print(", {} set aside because they show a defect found before", check.coverage.set_aside);
  }
  if (check.crashes > 0) fmt::print(", {} crashes or hangs", check.crashes);
  fmt::print("\n");
  if (check.traces_left > 0) fmt::print("check: {} traces were not run\n", check.traces_left);
}

void print_clauses(const RunReport& report) {
  fmt::print("\nclause  exercised  verdict\n");
  for (const auto& row : model::clauses()) {
    fmt::print("{:<6} {:>10}  {:<14}  {}\n", row.name, report.check.coverage[row.clause],
               verdict_on(report, row), row.sentence);
  }
}

ExitStatus verdict(const RunReport& report) {
  if (!report.found.empty() || std::ranges::any_of(report.replay, [](const ReplayedTrace& r) {
        return r.verdict != Replayed::holds;
      })) {
    return ExitStatus::broken;
  }
  if (report.check.traces_left > 0 || !missed_goals(report.check.coverage).empty()) {
    return ExitStatus::no_verdict;
  }
  return ExitStatus::holds;
}

ExitStatus print_verdict(const RunReport& report) {
  fmt::print("\n");
  const auto missed = missed_goals(report.check.coverage);
  if (!missed.empty()) fmt::print("never put to the test: {}\n", join(missed));
  const auto status = verdict(report);
  switch (status) {
    case ExitStatus::holds:
      fmt::print("{} keeps every clause that was put to the test\n", report.engine);
      break;
    case ExitStatus::no_verdict:
      fmt::print("no verdict on {}\n", report.engine);
      break;
    default:
      fmt::print("{} distinct defects of {} found by random search\n", report.found.size(),
                 report.engine);
      for (const auto& found : report.found) {
        fmt::print("{}  {}  {}\n", name(found.finding.defect.clause), show(found.path),
                   replay_command(found.path, report.engine));
      }
  }
  return status;
}

}  // namespace claimcheck::command
