// SPDX-License-Identifier: MIT
#include "properties/concurrent/claim_history.hpp"

#include <fmt/format.h>

#include "model/step.hpp"
#include "model/trace/trace_text.hpp"
#include "properties/judge/agreement.hpp"
#include "properties/judge/blame.hpp"

namespace claimcheck::concurrent {

std::vector<model::State> ClaimModel::next(const State& state, const Call& call) const {
  if (!call.operation.operation) {
    if (engines::compare(trace_.setup, state, *call.operation.snapshot)) return {};
    return {state};
  }
  auto after = state;
  const auto outcome =
      model::step<model::Checks::off>(trace_.setup, after, *call.operation.operation);
  if (!call.outcome) return {std::move(after), state};
  const auto& [observed, injected] = *call.outcome;
  // An initializer list would copy the state.
  std::vector<model::State> states;
  switch (judge::agreement(*call.operation.operation, outcome, observed, injected)) {
    case judge::Agreement::none:
      break;
    case judge::Agreement::refused:
      states.push_back(state);
      break;
    case judge::Agreement::done:
      states.push_back(std::move(after));
      break;
  }
  return states;
}

std::string ClaimModel::why(const State& state, const Call& call) const {
  if (!call.operation.operation) {
    const auto mismatch = engines::compare(trace_.setup, state, *call.operation.snapshot);
    return mismatch ? "in the end " + mismatch->message : "";
  }
  const auto& operation = *call.operation.operation;
  auto after = state;
  const auto outcome = model::step<model::Checks::off>(trace_.setup, after, operation);
  return fmt::format("{} returned {}, the contract says {}", model::print(trace_, operation),
                     call.outcome ? judge::describe(trace_, operation, call.outcome->observed) : "",
                     judge::describe(trace_, operation, judge::shown(operation, outcome)));
}

namespace {

// Whether it can make a device or a tag free to be claimed once more.
bool makes_free(const model::Operation& operation) {
  return model::is_a<model::WriteSize>(operation) || model::is_a<model::Offer>(operation) ||
         model::is_a<model::Inject>(operation) || model::is_a<model::Delete>(operation);
}

}  // namespace

bool has_two_winners(const ClaimHistory& history) {
  std::vector<const model::WriteUuid*> winners;
  for (const auto& call : history) {
    if (!call.operation.operation || !call.outcome || call.outcome->observed.result < 0) continue;
    if (makes_free(*call.operation.operation)) return false;
    const auto* claim = std::get_if<model::WriteUuid>(call.operation.operation);
    if (claim) winners.push_back(claim);
  }
  for (std::size_t i = 0; i < winners.size(); ++i) {
    for (std::size_t j = i + 1; j < winners.size(); ++j) {
      if (judge::is_one_prize(*winners[i], *winners[j])) return true;
    }
  }
  return false;
}

}  // namespace claimcheck::concurrent
