// SPDX-License-Identifier: MIT
#include "properties/compare/seen.hpp"
#include "properties/process/deadline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace claimcheck::compare {
namespace {

Seen unknown(std::string why) {
  return {Seen::Kind::unknown, {}, "not known: " + std::move(why)};
}

Seen seen_of(const replay::ReplayedTrace& replayed) {
  switch (replayed.verdict) {
    case replay::Replayed::wrong_file:
      return unknown("the trace states what the contract does not say");
    case replay::Replayed::not_asked:
      return unknown("this kernel lacks what the trace asks of it");
    case replay::Replayed::unfinished:
      return unknown(replayed.searched && !replayed.stopped
                         ? fmt::format("{} interleavings hold, and there are more",
                                       replayed.searched->executions)
                         : "the time ran out");
    default:
      break;
  }
  if (!replayed.difference) return {Seen::Kind::holds, {}, "holds"};
  return {Seen::Kind::breaks, replayed.difference,
          fmt::format("step {}: {}", replayed.difference->step + 1, replayed.difference->message)};
}

bool came_to_pass(const model::Fault& fault, const engines::Environment& environment) {
  return std::ranges::any_of(environment.hits(), [&](const engines::Hit& hit) {
    return fault.site == model::any_site || fault.site == hit.site;
  });
}

bool has_faults(const model::Trace& trace) {
  return std::ranges::any_of(trace.steps,
                             [](const model::Step& step) { return !step.faults.empty(); });
}

// The failures that the trace injects and that the engine never asked about. Of one with threads:
// where its operations run one after another.
std::string failures_missed(const engines::Engine& engine, model::Trace trace,
                            const replay::Deadline& deadline) {
  trace.schedule.clear();
  for (auto& step : trace.steps) {
    step.thread = 0;
    step.expected.reset();
  }
  std::string missed;
  replay::Narration narration;
  narration.tell = [&](const judge::StepReport& report) {
    std::string text;
    for (const auto& fault : trace.steps[report.step].faults) {
      if (came_to_pass(fault, report.environment)) continue;
      text += fmt::format("{}{}#{}", text.empty() ? "" : ", ", fault.site, fault.nth);
    }
    return text;
  };
  narration.hear = [&](const std::string& text) {
    if (!missed.empty() && !text.empty()) missed += ", ";
    missed += text;
  };
  replay::replay_trace(engine, trace, {}, narration, {deadline});
  return missed;
}

}  // namespace

Seen seen_on(const engines::Engine& engine, const model::Trace& trace,
             const replay::Deadline& deadline) {
  if (process::is_past(deadline)) {
    return unknown("the time ran out");
  }
  auto seen = seen_of(replay::replay_trace(engine, trace, {}, {}, {deadline}));
  if (seen.kind == Seen::Kind::holds && !trace.schedule.empty()) {
    auto any_order = trace;
    any_order.schedule.clear();
    seen = seen_of(replay::replay_trace(engine, any_order, {}, {}, {deadline}));
  }
  if (seen.kind != Seen::Kind::holds || !has_faults(trace)) return seen;
  const auto missed = failures_missed(engine, trace, deadline);
  if (missed.empty()) return seen;
  return unknown(fmt::format("it holds, but never comes to what is to fail: {}", missed));
}

}  // namespace claimcheck::compare
