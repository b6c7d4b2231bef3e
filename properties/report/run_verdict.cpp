// SPDX-License-Identifier: MIT
#include "properties/report/report.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "model/trace/trace_text.hpp"
#include "properties/engines/printable.hpp"
#include "properties/engines/restrict.hpp"
#include "properties/kernel/build.hpp"
#include "properties/replay/show.hpp"
#include "properties/report/causes.hpp"
#include "properties/text/colour.hpp"
#include "properties/text/count.hpp"
#include "properties/text/wrap.hpp"

// The verdict of a run, and its last lines.

namespace claimcheck::report {

bool exercised_nothing(const RunReport& report) {
  const auto coverage = report.coverage();
  return report.replay.empty() && report.explorations.empty() &&
         std::ranges::all_of(coverage.exercised, [](std::uint64_t count) { return count == 0; });
}

namespace {

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

void print_sentence(const std::string& sentence, text::Colour colour) {
  const auto fitted = text::fitted(sentence, text::width_of(STDOUT_FILENO));
  fmt::print("{}\n", text::painted(fitted, colour));
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

options::ExitStatus print_verdict(const RunReport& report) {
  fmt::print("\n");
  for (const auto& line : left_open(report)) {
    fmt::print("{}", text::wrap(line, text::terminal_width, "", "  "));
  }
  const auto status = verdict(report);
  switch (status) {
    case options::ExitStatus::holds:
      print_sentence(called(report) + " keeps every clause that was exercised",
                     text::Colour::green);
      break;
    case options::ExitStatus::usage:
    case options::ExitStatus::no_verdict:
      print_sentence("no verdict on " + called(report), text::Colour::yellow);
      break;
    default:
      print_defects(report);
  }
  return status;
}

}  // namespace claimcheck::report
