// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "model/trace/bytes.hpp"
#include "properties/replay/show.hpp"
#include "properties/report/explore_report.hpp"
#include "properties/report/report.hpp"
#include "properties/text/count.hpp"
#include "properties/text/wrap.hpp"

namespace claimcheck::report {
namespace {

using explore::Limit;
using explore::claim::Report;

void print_depths(const Report& report) {
  fmt::print("\ndepth       states\n");
  for (std::size_t depth = 0; depth < report.states_per_depth.size(); ++depth) {
    fmt::print("{:>5} {:>12}\n", depth, report.states_per_depth[depth]);
  }
}

void print_counts(const ExploreCommand& command, const Report& report) {
  const auto& counts = report.counts;
  fmt::print("\n{} {}, {} transitions", report.distinct,
             command.options.symmetry ? "states up to symmetry" : "states", report.generated);
  if (report.queue > 0) fmt::print(", {} not expanded", report.queue);
  fmt::print("\n");
  // Not in what is the same over memory, disk and ranks.
  fmt::print(stderr, "explore: {} of memory", model::bytes_text(report.memory_bytes >> 20 << 20));
  if (report.disk_bytes > 0) fmt::print(stderr, ", {} bytes on disk", report.disk_bytes);
  fmt::print(stderr, "\n");
  if (command.engine == no_engine) return;
  fmt::print("{} transitions run on {}, {} failures injected", counts.engine_transitions,
             command.engine, counts.engine_failures);
  if (report.crashes > 0) fmt::print(", {} crashes or hangs", report.crashes);
  fmt::print("\n");
  if (counts.transitions_set_aside > 0) {
    fmt::print("{} transitions were not run, because one of their kind ends the process\n",
               counts.transitions_set_aside);
  }
  if (counts.states_not_entered > 0) {
    fmt::print("the engine was not brought into {} states: it differs on the way\n",
               counts.states_not_entered);
  }
}

void print_clauses(const Report& report) {
  fmt::print("\nclause     exercised  after  verdict\n");
  for (const auto& goal : report.goals) {
    const auto first = fmt::format(
        "{:<6} {:>13}  {:>5}  {:<13}  ", name(goal.clause), report.counts.coverage[goal.clause],
        goal.steps ? std::to_string(*goal.steps) : "", verdict_on(report, goal));
    fmt::print("{}", text::wrap(info(goal.clause).sentence, text::terminal_width, first,
                                std::string(first.size(), ' ')));
  }
}

// In place of the tables.
void print_summary(const Report& report) {
  const auto names = [&](std::string_view verdict) {
    std::vector<std::string_view> found;
    for (const auto& goal : report.goals) {
      if (verdict_on(report, goal) == verdict) found.push_back(name(goal.clause));
    }
    return found;
  };
  const auto each = [&](std::string_view verdict) {
    return fmt::format("{}", fmt::join(names(verdict), " "));
  };
  fmt::print("\n{}{}{}", summary_row("holds", clause_ranges(names("holds")), text::Colour::green),
             summary_row("BROKEN", each("BROKEN"), text::Colour::red),
             summary_row("NOT EXERCISED", each("NOT EXERCISED"), text::Colour::yellow));
}

void print_found(const judge::Finding& finding, const std::filesystem::path& path,
                 const std::string& engine) {
  fmt::print("\n{} is broken: {}\n{}", name(finding.defect.clause),
             info(finding.defect.clause).sentence, replay::show_indented(finding.trace));
  fmt::print("{}", text::wrap(fmt::format("step {}: {}", finding.step + 1, finding.message),
                              text::terminal_width, "  ", "    "));
  if (!finding.reproduced)
    fmt::print("  FLAKY: the trace did not fail when it was run once more\n");
  if (!path.empty()) fmt::print("  {}\n", replay::replay_command(path, engine));
}

void print_verdict(const ExploreCommand& command, const Report& report) {
  const std::string who = command.engine == no_engine ? "the model" : command.engine;
  fmt::print("\n");
  for (const auto clause : report.unreached()) {
    fmt::print("not exercised: {} {}\n", name(clause), info(clause).sentence);
  }
  switch (report.overall()) {
    case explore::Verdict::holds:
      fmt::print("{} keeps every clause in every state of the scope\n", who);
      break;
    case explore::Verdict::not_finished:
      fmt::print("no verdict on {}{}{}\n", who, report.limit == Limit::none ? "" : ": ",
                 report.limit == Limit::none ? "" : reason(report.limit));
      break;
    case explore::Verdict::broken:
      fmt::print("{} of {} in this scope{}\n",
                 text::count_of(report.findings.size(), "distinct defect"), who,
                 report.limit == Limit::none ? "" : ", and not all of it was looked at");
  }
}

}  // namespace

std::string_view reason(Limit limit) {
  switch (limit) {
    case Limit::states:
      return "the bound on states was met";
    case Limit::memory:
      return "the bound on memory was met";
    case Limit::interrupted:
      return "it was interrupted";
    default:
      return "time ran out";
  }
}

std::string what_is_left(const Report& report) {
  const std::string why(reason(report.limit));
  if (report.queue == 0) return why;
  return why + fmt::format(", {} states were not expanded", report.queue);
}

std::string verdict_on(const Report& report, const explore::claim::ReachedGoal& goal) {
  const bool broken = std::ranges::any_of(report.findings, [&](const judge::Finding& finding) {
    return finding.defect.clause == goal.clause;
  });
  if (broken) return "BROKEN";
  return report.counts.coverage[goal.clause] > 0 ? "holds" : "NOT EXERCISED";
}

void print_explored(const ExploreCommand& command, const ExploreReport& explored) {
  const auto& report = explored.report;
  if (command.verbose) print_depths(report);
  print_counts(command, report);
  if (command.verbose) print_clauses(report);
  if (!command.verbose) print_summary(report);
  for (std::size_t index = 0; index < report.findings.size(); ++index) {
    const bool saved = index < explored.paths.size();
    print_found(report.findings[index], saved ? explored.paths[index] : "", command.engine);
  }
  print_verdict(command, report);
}

options::ExitStatus verdict(const explore::claim::Report& report) {
  switch (report.overall()) {
    case explore::Verdict::holds:
      return options::ExitStatus::holds;
    case explore::Verdict::broken:
      return options::ExitStatus::broken;
    case explore::Verdict::not_finished:
      break;
  }
  return options::ExitStatus::no_verdict;
}

}  // namespace claimcheck::report
