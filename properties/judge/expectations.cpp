// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "model/step.hpp"
#include "model/trace/trace_text.hpp"
#include "properties/judge/conformance.hpp"

// What a trace says of itself, and the contract.

namespace claimcheck::judge {

std::optional<Difference> check_expectations(const model::Trace& trace) {
  auto state = model::initial_state(trace.setup);
  for (std::size_t index = 0; index < trace.steps.size(); ++index) {
    const auto& step = trace.steps[index];
    if (step.thread > 0) break;  // what comes now depends on the schedule
    // Whether an injected failure is reached is the engine's matter, not the model's.
    if (!step.faults.empty()) {
      if (step.expected && step.expected->result < 0) continue;
    }
    const auto outcome = model::step<model::Checks::on>(trace.setup, state, step.operation);
    if (!step.expected || model::agrees(*step.expected, outcome)) continue;
    const auto stated = model::print_result(trace, step.operation, *step.expected);
    const auto clause = step.expected->clause;
    return Difference{
        {outcome.clause, "expectation"},
        index,
        fmt::format("the trace says {}{}{}, the contract {} {}", stated, clause ? " " : "",
                    clause ? name(*clause) : "",
                    model::print_result(trace, step.operation, outcome), name(outcome.clause))};
  }
  return std::nullopt;
}

model::Trace with_outcomes(model::Trace trace) {
  auto state = model::initial_state(trace.setup);
  for (auto& step : trace.steps) {
    if (step.thread > 0) continue;  // depends on the schedule
    if (!step.faults.empty()) {
      step.expected = model::Expected{{-step.faults.front().error, {}, 0}, {}};
      continue;
    }
    const auto outcome = model::step<model::Checks::on>(trace.setup, state, step.operation);
    step.expected = model::Expected{outcome, {}};
    if (outcome.failed()) step.expected->clause = outcome.clause;
  }
  return trace;
}

}  // namespace claimcheck::judge
