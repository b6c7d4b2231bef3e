// SPDX-License-Identifier: MIT
#include "properties/concurrent/judge.hpp"

#include <fmt/format.h>

namespace claimcheck::concurrent {
namespace {

using check::Difference;
using model::Clause;

constexpr std::uint64_t most_checker_steps = 1'000'000;

std::string explain(const linearizability::Result& result, const ClaimHistory& history) {
  std::string text = "no order explains it: after";
  for (const auto call : result.order) {
    text += fmt::format(" {}", history[call].operation.step + 1);
  }
  if (result.order.empty()) text += " the start";
  for (const auto& refusal : result.refusals) text += "; " + refusal.reason;
  return text;
}

}  // namespace

std::optional<Difference> judge_history(const model::Trace& trace, const model::State& before,
                                        ClaimHistory calls, linearizability::Stamp now,
                                        driver::Running& engine, driver::Snapshot& snapshot) {
  driver::take(engine, snapshot);
  calls.push_back({});
  auto& look = calls.back();
  look.thread = calls.size();
  look.operation = {nullptr, &snapshot, trace.steps.size() - 1};
  look.invoke = now;
  look.response = now + 1;
  look.outcome = Answer{};
  const ClaimModel model(trace);
  const auto result = linearizability::check(model, before, calls, most_checker_steps);
  if (result.verdict == linearizability::Verdict::Linearizable) return std::nullopt;
  Difference difference;
  if (result.verdict == linearizability::Verdict::Unknown) {
    difference.defect = {Clause::C1, "unknown"};
    difference.message = "the checker's bound on steps was reached";
    return difference;
  }
  difference.defect = {has_two_winners(calls) ? Clause::C2 : Clause::C1, "history"};
  difference.step = calls[result.refusals.front().call].operation.step;
  difference.message = explain(result, calls);
  return difference;
}

}  // namespace claimcheck::concurrent
