// SPDX-License-Identifier: MIT
#include "properties/report/report.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "model/trace/trace_text.hpp"
#include "properties/engines/printable.hpp"
#include "properties/engines/restrict.hpp"
#include "properties/installation/installation.hpp"
#include "properties/replay/show.hpp"
#include "properties/report/causes.hpp"
#include "properties/report/explore_report.hpp"
#include "properties/report/unseen.hpp"
#include "properties/shrink/shrink.hpp"
#include "properties/text/colour.hpp"
#include "properties/text/wrap.hpp"

namespace claimcheck::report {
namespace {

bool is_broken(const replay::ReplayedTrace& replayed) {
  return replayed.verdict == replay::Replayed::breaks ||
         replayed.verdict == replay::Replayed::breaks_as_said;
}

// Whether the modes of the run, on an engine with these sites, can put the clause to the test.
bool is_goal(const RunReport& report, const model::ClauseInfo& row) {
  if (report.api && !engines::can_be_asked(row.clause, *report.api)) return false;
  if (is_unseen(report, row.clause)) return false;
  switch (row.needs) {
    case model::Needs::operation:
      return report.modes.check;
    case model::Needs::failure:
      return report.modes.faults && !report.sites.empty();
    case model::Needs::threads:
      break;
  }
  return report.modes.concurrent;
}

std::uint64_t explored(const RunReport& report, model::Clause clause) {
  std::uint64_t sum = 0;
  for (const auto& exploration : report.explorations) {
    sum += exploration.report.counts.coverage[clause];
  }
  return sum;
}

}  // namespace

bool RunReport::is_credible() const {
  return matrix.is_credible() &&
         std::ranges::all_of(stages, [](const Stage& stage) { return stage.report.is_credible; });
}

judge::Coverage RunReport::coverage() const {
  judge::Coverage sum;
  for (const auto& stage : stages) sum.add(stage.report.coverage);
  return sum;
}

std::uint64_t RunReport::traces_left() const {
  std::uint64_t sum = 0;
  for (const auto& stage : stages) sum += stage.report.traces_left;
  return sum;
}

std::vector<const replay::ReplayedTrace*> RunReport::broken_in_corpus() const {
  std::vector<const replay::ReplayedTrace*> broken;
  for (const auto& replayed : replay) {
    if (replayed.verdict == replay::Replayed::breaks) broken.push_back(&replayed);
  }
  return broken;
}

std::vector<std::vector<std::size_t>> RunReport::causes() const {
  std::vector<const judge::Finding*> findings;
  for (const auto& trace : found) findings.push_back(&trace.finding);
  return report::causes(findings);
}

bool is_broken(const RunReport& report, model::Clause clause) {
  const auto in_finding = [&](const FoundTrace& f) { return f.finding.defect.clause == clause; };
  const auto in_replay = [&](const replay::ReplayedTrace& r) {
    return is_broken(r) && r.difference->defect.clause == clause;
  };
  return std::ranges::any_of(report.found, in_finding) ||
         std::ranges::any_of(report.known, in_finding) ||
         std::ranges::any_of(report.replay, in_replay);
}

std::string verdict_on(const RunReport& report, const model::ClauseInfo& row) {
  if (is_broken(report, row.clause)) return "BROKEN";
  if (!report.is_credible()) return "NOT EXERCISED";
  if (is_unseen(report, row.clause)) return "not checked";
  if (report.coverage()[row.clause] > 0) return "holds";
  if (is_goal(report, row)) return "NOT EXERCISED";
  if (explored(report, row.clause) > 0) return "holds";
  return "not checked";
}

std::vector<model::Clause> missed_clauses(const RunReport& report) {
  const auto coverage = report.coverage();
  std::vector<model::Clause> missed;
  for (const auto& row : model::clauses()) {
    if (is_goal(report, row) && coverage[row.clause] == 0) missed.push_back(row.clause);
  }
  return missed;
}

std::vector<model::Clause> unexplored_clauses(const RunReport& report) {
  std::vector<model::Clause> clauses;
  for (const auto& exploration : report.explorations) {
    for (const auto clause : exploration.report.unreached()) clauses.push_back(clause);
  }
  std::ranges::sort(clauses);
  clauses.erase(std::unique(clauses.begin(), clauses.end()), clauses.end());
  return clauses;
}

std::vector<std::string> missed_sites(const RunReport& report) {
  std::vector<std::string> missed;
  if (!report.modes.faults) return missed;
  for (std::size_t site = 0; site < report.sites.size(); ++site) {
    const auto total = faults::total(report.matrix, site);
    // A tree need not use all that the shims can let fail; what of its own text is never reached is
    // listed as such.
    if (total.reached == 0 && report.text && report.text->unknown.empty()) continue;
    if (total.failed == 0) missed.push_back(report.sites[site]);
  }
  return missed;
}

std::string in_lines(const std::string& message, const std::string& indent) {
  // Blanks that the message has beside each other may be what it is about.
  if (message.find("  ") != std::string::npos) return indent + message + "\n";
  return text::wrap(message, text::terminal_width, indent, indent + "  ");
}

void print_failure(const model::Trace& trace, const judge::Defect& defect,
                   const std::string& message) {
  const auto words = fmt::format("FAIL {} at step {}: {} (not shrunk yet)",
                                 model::name(defect.clause), trace.steps.size(), message);
  const auto lines = words.find("  ") == std::string::npos
                         ? text::wrap(words, text::terminal_width, "", "    ")
                         : words + "\n";
  constexpr std::size_t fail = 4;
  fmt::print("\n{}{}{}", text::painted(lines.substr(0, fail), text::Colour::red),
             lines.substr(fail), replay::show_indented(shrink::without_unused_tags(trace)));
  std::fflush(stdout);
}

void print_finding(const judge::Finding& finding, const std::filesystem::path& path,
                   const std::string& engine) {
  fmt::print("  shrunk from {} to {} operations in {} runs{}\n\n", finding.unshrunk_steps,
             finding.trace.steps.size(), finding.attempts,
             finding.shrunk_to_end ? "" : "; not to the end: time or runs ran out");
  fmt::print("{}",
             text::painted(text::wrap(fmt::format("{} is broken: {}", name(finding.defect.clause),
                                                  info(finding.defect.clause).sentence),
                                      text::terminal_width, "", "  "),
                           text::Colour::red));
  fmt::print("{}", replay::show_indented(finding.trace));
  fmt::print("{}", in_lines(fmt::format("step {}: {}", finding.step + 1, finding.message)));
  for (const auto& line : finding.last_lines) fmt::print("  standard error: {}\n", line);
  if (!finding.reproduced) {
    fmt::print("  FLAKY: the shrunk trace did not fail when it was run once more\n");
  }
  fmt::print("  {}\n", replay::replay_command(path, engine));
}

void print_stage(const Stage& stage) {
  const auto& coverage = stage.report.coverage;
  const auto traces_left = stage.report.traces_left;
  const auto crashes = stage.report.crashes;
  auto words =
      fmt::format("{}: {} traces, {} operations", stage.name, coverage.traces, coverage.operations);
  if (coverage.executions > 0) words += fmt::format(", {} executions", coverage.executions);
  if (coverage.sampled > 0) {
    words += fmt::format(", {} traces only sampled as they have too many", coverage.sampled);
  }
  if (coverage.left_out > 0) {
    words += fmt::format(", {} operations left out as the engine cannot be asked them",
                         coverage.left_out);
  }
  if (coverage.set_aside > 0) {
    words +=
        fmt::format(", {} set aside because they show a defect found before", coverage.set_aside);
  }
  if (crashes > 0) words += fmt::format(", {} crashes or hangs", crashes);
  fmt::print("\n{}", text::wrap(words, text::terminal_width, "", "  "));
  if (never_met(coverage)) {
    fmt::print(
        "{}: the engine takes no step at which operations of two threads could meet:\n"
        "  C1, C2 and C3 are not exercised\n",
        stage.name);
  }
  if (traces_left > 0) fmt::print("{}: {} traces were not run\n", stage.name, traces_left);
  std::fflush(stdout);
}

void print_exploration(const Exploration& exploration, const std::string& engine) {
  const auto& report = exploration.report;
  const auto say = [](const std::string& words) {
    fmt::print("{}", text::wrap(words, text::terminal_width, "", "  "));
  };
  fmt::print("\n");
  say("explore: " + to_string(exploration.scope));
  say(fmt::format("explore: {} states up to symmetry, {} transitions, {} run on {}, {} failures",
                  report.distinct, report.generated, report.counts.engine_transitions, engine,
                  report.counts.engine_failures));
  if (report.crashes > 0) fmt::print("explore: {} crashes or hangs\n", report.crashes);
  if (report.limit != explore::Limit::none) {
    fmt::print("explore: {}\n", what_is_left(report));
  }
  std::fflush(stdout);
}

void print_searches(const RunReport& report, const std::string& name) {
  if (report.modes.replay) print_replay(report.replay, name);
  const auto print_found = [&](const std::string& mode) {
    for (const auto& found : report.found) {
      if (found.mode != mode) continue;
      fmt::print("\n");
      print_finding(found.finding, found.path, report.engine);
    }
  };
  for (const auto& stage : report.stages) {
    print_stage(stage);
    print_found(stage.name);
  }
  for (const auto& exploration : report.explorations) {
    print_exploration(exploration, report.engine);
  }
  print_found("explore");
}

void print_matrix(const RunReport& report) {
  if (report.sites.empty()) {
    fmt::print("\nthe engine has no fallible steps: nothing can be made to fail\n");
    return;
  }
  fmt::print("\n{:<18} {:<15} {:>10} {:>10}  outcomes\n", "site", "operation", "reached", "failed");
  for (std::size_t site = 0; site < report.sites.size(); ++site) {
    for (std::size_t kind = 0; kind < faults::operation_kinds; ++kind) {
      const auto& cell = report.matrix.cells[kind][site];
      if (cell.reached == 0) continue;
      fmt::print("{:<18} {:<15} {:>10} {:>10}  {:>8}\n", report.sites[site],
                 faults::kind_name(kind), cell.reached, cell.failed, cell.distinct_outcomes());
    }
  }
}

void print_warnings(const RunReport& report) {
  bool is_first = true;
  for (const auto& stage : report.stages) {
    const auto& table = stage.report.warnings;
    const auto used = std::min<std::size_t>(table.used, judge::WarningTable::max_rows);
    for (std::size_t row = 0; row < used; ++row) {
      if (is_first) fmt::print("\n{:>10}  {:<20} warning\n", "times", "first in");
      is_first = false;
      const auto& warning = table.rows[row];
      fmt::print("{:>10}  {:<20} {}\n", warning.count,
                 fmt::format("{}, trace {}", stage.name, warning.first_trace),
                 engines::printable(warning.name()));
    }
    if (table.others > 0) fmt::print("{:>10}  {:<20} of other texts\n", table.others, stage.name);
  }
}

void print_clauses(const RunReport& report) {
  const auto coverage = report.coverage();
  const auto print_row = [](const std::string& columns, std::string_view words) {
    fmt::print("{}",
               text::wrap(words, text::terminal_width, columns, std::string(columns.size(), ' ')));
  };
  fmt::print("\nclause  exercised   explored  verdict\n");
  for (const auto& row : model::clauses()) {
    print_row(fmt::format("{:<6} {:>10} {:>10}  {:<14} ", row.name, coverage[row.clause],
                          explored(report, row.clause), verdict_on(report, row)),
              row.sentence);
    for (const auto& why : why_unseen(report, row.clause)) {
      print_row(fmt::format("{:<30}{:<14} ", "", "not checked"), why);
    }
  }
}

void print_text_coverage(const RunReport& report) {
  if (!report.text) return;
  fmt::print("\n");
  if (!report.text->unknown.empty()) {
    fmt::print("coverage of the kernel's text is not known: {}\n", report.text->unknown);
  }
  for (const auto& file : report.text->files) fmt::print("{}", kernel::summary(file));
}

}  // namespace claimcheck::report
