// SPDX-License-Identifier: MIT
#include "properties/report/report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "model/trace/trace_text.hpp"
#include "properties/engines/printable.hpp"
#include "properties/engines/restrict.hpp"
#include "properties/kernel/build.hpp"
#include "properties/replay/show.hpp"
#include "properties/report/causes.hpp"
#include "properties/report/explore_report.hpp"
#include "properties/text/colour.hpp"
#include "properties/text/count.hpp"
#include "properties/text/wrap.hpp"

// The verdict of a run, and its last lines.

namespace claimcheck::report {
namespace {

// A run that only exercised what the engine cannot be asked.
bool exercised_nothing(const RunReport& report) {
  const auto coverage = report.coverage();
  return report.replay.empty() && report.explorations.empty() &&
         std::ranges::all_of(coverage.exercised, [](std::uint64_t count) { return count == 0; });
}

std::ptrdiff_t replayed_as(const RunReport& report, replay::Replayed verdict) {
  return std::ranges::count(report.replay, verdict, &replay::ReplayedTrace::verdict);
}

}  // namespace

options::ExitStatus verdict(const RunReport& report) {
  const auto is_any = [&](replay::Replayed verdict) { return replayed_as(report, verdict) > 0; };
  if (!report.found.empty() || !report.known.empty() || is_any(replay::Replayed::breaks) ||
      is_any(replay::Replayed::breaks_as_said) || is_any(replay::Replayed::not_broken)) {
    return options::ExitStatus::broken;
  }
  if (is_any(replay::Replayed::wrong_file)) return options::ExitStatus::usage;
  const bool is_unfinished = is_any(replay::Replayed::unfinished);
  const bool is_explored = std::ranges::all_of(report.explorations, [](const Exploration& e) {
    return e.report.overall() == explore::Verdict::holds;
  });
  if (!report.refused.empty() || !report.missing.empty() || !report.is_credible() ||
      is_unfinished || !is_explored || report.traces_left() > 0 ||
      report.coverage().set_aside > 0 || !missed_clauses(report).empty() ||
      !missed_sites(report).empty() || exercised_nothing(report) || !report.not_checked.empty()) {
    return options::ExitStatus::no_verdict;
  }
  return options::ExitStatus::holds;
}

namespace {

// A kernel by its version and hash: the path of what was built of it tells nobody anything.
std::string called(const RunReport& report) {
  return kernel::engine_title(report.engine);
}

// One line for each cause, and what else shows it.
void print_defects(const RunReport& report) {
  const auto causes = report.causes();
  for (const auto* replayed : report.broken_in_corpus()) {
    fmt::print("{}  breaks in the corpus\n    {}\n", name(replayed->difference->defect.clause),
               replay::replay_command(replayed->path, report.engine));
  }
  if (causes.empty()) {
    const auto said = replayed_as(report, replay::Replayed::breaks_as_said);
    const auto broken =
        report.known.size() + report.broken_in_corpus().size() + static_cast<std::size_t>(said);
    if (broken == 0) return;
    fmt::print("no new defects of {}, beside {} traces that break a clause\n", called(report),
               broken);
    return;
  }
  fmt::print("{}",
             text::painted(fmt::format("{} of {}", text::count_of(causes.size(), "distinct defect"),
                                       called(report)),
                           text::Colour::red));
  if (!report.known.empty()) fmt::print(", beside {} that are known", report.known.size());
  fmt::print("\n");
  for (const auto& cause : causes) {
    const auto& first = report.found[cause.front()];
    fmt::print("{}  {}\n", text::painted(name(first.finding.defect.clause), text::Colour::red),
               replay::replay_command(first.path, report.engine));
    for (std::size_t i = 1; i < cause.size(); ++i) {
      const auto& other = report.found[cause[i]];
      fmt::print("    also seen as {}\n    {}\n", name(other.finding.defect.clause),
                 replay::replay_command(other.path, report.engine));
    }
  }
}

}  // namespace

namespace {

// What a run like this should have come to.
void print_missed(const RunReport& report) {
  const auto say = [](const char* what, model::Clause clause) {
    const auto words = fmt::format("{}: {} {}", what, name(clause), info(clause).sentence);
    fmt::print("{}", text::wrap(words, text::terminal_width, "", "  "));
  };
  for (const auto clause : missed_clauses(report)) say("not exercised", clause);
  for (const auto& site : missed_sites(report)) {
    fmt::print("never made to fail: {}\n", site);
  }
  for (const auto clause : unexplored_clauses(report)) say("not exercised by exploration", clause);
}

// Files of the corpus that are not right themselves.
void print_wrong_files(const RunReport& report) {
  if (const auto count = replayed_as(report, replay::Replayed::not_broken)) {
    fmt::print("traces of the corpus that are said to break a clause, and hold: {}\n", count);
  }
  if (const auto count = replayed_as(report, replay::Replayed::wrong_file)) {
    fmt::print("traces of the corpus that state what the contract does not say: {}\n", count);
  }
}

// Nothing is found, and something was taken out: what fails without threads is not for a search of
// threads to tell.
void print_set_aside(const RunReport& report) {
  const auto count = report.coverage().set_aside;
  if (count == 0 || verdict(report) == options::ExitStatus::broken) return;
  fmt::print("{}", text::wrap(fmt::format("{} traces of threads differ without threads too: what "
                                          "does is told by --modes check,faults",
                                          count),
                              text::terminal_width, "", "  "));
}

// What each mode did not get to.
void print_left_out(const RunReport& report) {
  const auto unfinished = replayed_as(report, replay::Replayed::unfinished);
  if (unfinished > 0) fmt::print("not finished: {} traces of the corpus\n", unfinished);
  for (const auto& stage : report.stages) {
    const auto left = stage.report.traces_left;
    if (left > 0) fmt::print("not run: {} traces of {}\n", left, stage.name);
  }
  for (const auto& exploration : report.explorations) {
    if (exploration.report.limit == explore::Limit::none) continue;
    const auto words = "not finished: exploration of " + to_string(exploration.scope);
    fmt::print("{}", text::wrap(words, text::terminal_width, "", "  "));
  }
}

}  // namespace

options::ExitStatus print_verdict(const RunReport& report) {
  fmt::print("\n");
  if (!report.is_credible()) {
    fmt::print(
        "the engine wrote over memory in which what it did is counted: nothing is known of\n"
        "the clauses that are not broken\n");
  }
  if (!report.refused.empty()) {
    fmt::print("{}", text::wrap("the engine could not be used any more: " + report.refused,
                                text::terminal_width, "", "  "));
  }
  if (!report.missing.empty()) fmt::print("{}: its part was not run\n", report.missing);
  // Of one whose counts say nothing it would be all there is.
  if (report.is_credible()) print_missed(report);
  print_wrong_files(report);
  if (report.is_credible()) print_set_aside(report);
  print_left_out(report);
  const auto status = verdict(report);
  switch (status) {
    case options::ExitStatus::holds:
      fmt::print("{}\n", text::painted(called(report) + " keeps every clause that was exercised",
                                       text::Colour::green));
      break;
    case options::ExitStatus::usage:
    case options::ExitStatus::no_verdict:
      fmt::print("{}\n", text::painted("no verdict on " + called(report), text::Colour::yellow));
      break;
    default:
      print_defects(report);
  }
  return status;
}

}  // namespace claimcheck::report
