// SPDX-License-Identifier: MIT
// What came of traces that were replayed, for people.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "model/trace/trace_text.hpp"
#include "properties/installation/installation.hpp"
#include "properties/report/replay_report.hpp"
#include "properties/report/report.hpp"
#include "properties/text/colour.hpp"
#include "properties/text/wrap.hpp"

namespace claimcheck::report {
namespace {

// How far a search of interleavings came.
std::string how_far(const replay::ReplayedTrace& replayed) {
  const auto& searched = *replayed.searched;
  const auto bound = replayed.max_preemptions;
  auto text = bound ? fmt::format("interleavings with at most {} preemption{} run: {}", *bound,
                                  *bound == 1 ? "" : "s", searched.executions)
                    : fmt::format("interleavings run: {}", searched.executions);
  if (searched.complete) return text + (bound ? ", all there are" : ", all that differ");
  if (replayed.difference) return text + ", up to the first that breaks a clause";
  if (searched.bounded) return text + "; those with more are left out, see --preemptions";
  return text + "; there are more, see --executions";
}

text::Colour colour_of(options::ExitStatus status) {
  switch (status) {
    case options::ExitStatus::holds:
      return text::Colour::green;
    case options::ExitStatus::broken:
      return text::Colour::red;
    default:
      return text::Colour::yellow;
  }
}

}  // namespace

std::string sentence(const replay::ReplayedTrace& replayed, const std::string& engine) {
  const auto clause = replayed.difference ? name(replayed.difference->defect.clause) : "";
  switch (replayed.verdict) {
    case replay::Replayed::holds:
      return fmt::format("{} holds", engine);
    case replay::Replayed::breaks_as_said:
      return fmt::format("{} breaks {}, as expected", engine, clause);
    case replay::Replayed::breaks:
      return fmt::format("{} breaks {}", engine, clause);
    case replay::Replayed::not_broken:
      return fmt::format("{} holds, though the file expects that it breaks", engine);
    case replay::Replayed::not_asked:
      return fmt::format("not checked: {} cannot be asked this", engine);
    case replay::Replayed::unfinished:
      return fmt::format("not finished on {}{}{}", engine, replayed.stopped ? ": " : "",
                         replayed.stopped ? process::why_it_ended() : "");
    case replay::Replayed::wrong_file:
      break;
  }
  return "states what the contract does not say";
}

void print_replay(const std::vector<replay::ReplayedTrace>& replay, const std::string& engine) {
  const auto count = [&](replay::Replayed verdict) {
    return std::ranges::count(replay, verdict, &replay::ReplayedTrace::verdict);
  };
  auto words = fmt::format("replay: {} traces of the corpus, {} hold", replay.size(),
                           count(replay::Replayed::holds));
  if (const auto said = count(replay::Replayed::breaks_as_said)) {
    words += fmt::format(", {} break as expected", said);
  }
  if (const auto left_out = count(replay::Replayed::not_asked)) {
    words += fmt::format(", {} not checked as the engine cannot be asked them", left_out);
  }
  fmt::print("{}", text::wrap(words, text::terminal_width, "", "  "));
  for (const auto& replayed : replay) {
    if (replayed.verdict == replay::Replayed::holds ||
        replayed.verdict == replay::Replayed::not_asked ||
        replayed.verdict == replay::Replayed::breaks_as_said || !replayed.was_run) {
      continue;
    }
    print_replayed(replayed, engine);
  }
  fmt::print("{}", not_run(replay));
  std::fflush(stdout);
}

std::string not_run(const std::vector<replay::ReplayedTrace>& replay) {
  const auto left_out = std::ranges::count(replay, false, &replay::ReplayedTrace::was_run);
  if (left_out == 0) return {};
  return fmt::format("replay: {} of {} traces were not run, as {}\n", left_out, replay.size(),
                     process::why_it_ended());
}

void print_replayed(const replay::ReplayedTrace& replayed, const std::string& engine) {
  const auto width = text::width_of(STDOUT_FILENO);
  const auto first = text::fitted(
      fmt::format("{}: {}", installation::show(replayed.path), sentence(replayed, engine)), width);
  fmt::print("{}\n", text::painted(first, colour_of(verdict(replayed))));
  if (const auto& searched = replayed.searched) {
    if (!searched->refusal.empty()) {
      fmt::print("{}", in_lines("its schedule is not one of this engine: " + searched->refusal));
    }
    fmt::print("{}", in_lines(how_far(replayed)));
  }
  if (!replayed.difference) return;
  const auto& difference = *replayed.difference;
  const auto clause = difference.defect.clause;
  fmt::print("{}",
             text::fitted(fmt::format("  {} {}\n", name(clause), info(clause).sentence), width));
  std::string operation;
  if (!replayed.trace.steps.empty()) {
    auto step = replayed.trace.steps[difference.step];
    step.expected.reset();  // the message says what was expected
    operation = model::print(replayed.trace, step);
  }
  fmt::print("{}",
             text::fitted(fmt::format("  step {}: {}\n", difference.step + 1, operation), width));
  fmt::print("{}", in_lines(difference.message, "    "));
  for (const auto& line : replayed.last_lines) fmt::print("    standard error: {}\n", line);
}

}  // namespace claimcheck::report
