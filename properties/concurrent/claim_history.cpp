// SPDX-License-Identifier: MIT
#include "properties/concurrent/claim_history.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "model/rules/sysfs_input.hpp"
#include "model/step.hpp"
#include "model/trace/trace_text.hpp"
#include "properties/judge/observe.hpp"

namespace claimcheck::concurrent {
namespace {

struct Expected {
  model::State after;
  judge::Observed observed;
};

Expected expected_of(const model::Setup& setup, const model::State& state,
                     const model::Operation& operation) {
  Expected expected{state, {}};
  const auto outcome = model::step<model::Checks::off>(setup, expected.after, operation);
  expected.observed = judge::shown(operation, outcome);
  return expected;
}

bool same(const judge::Observed& a, const judge::Observed& b) {
  return a.result == b.result && a.text == b.text;
}

}  // namespace

std::vector<model::State> ClaimModel::next(const State& state, const Call& call) const {
  if (!call.operation.operation) {
    if (engines::compare(trace_.setup, state, *call.operation.snapshot)) return {};
    return {state};
  }
  auto expected = expected_of(trace_.setup, state, *call.operation.operation);
  if (!call.outcome) return {std::move(expected.after), state};
  const auto& observed = call.outcome->observed;
  const auto& injected = call.outcome->injected;
  if (!injected.empty()) {
    const bool is_injected =
        std::ranges::any_of(injected, [&](int error) { return observed.result == -error; });
    const bool fails_anyway =
        expected.observed.result < 0 && observed.result == expected.observed.result;
    if (is_injected || fails_anyway) return {state};
    return {};
  }
  if (!same(observed, expected.observed)) return {};
  // An initializer list would copy it.
  std::vector<model::State> states;
  states.push_back(std::move(expected.after));
  return states;
}

std::string ClaimModel::why(const State& state, const Call& call) const {
  if (!call.operation.operation) {
    const auto mismatch = engines::compare(trace_.setup, state, *call.operation.snapshot);
    return mismatch ? "in the end " + mismatch->message : "";
  }
  const auto& operation = *call.operation.operation;
  const auto expected = expected_of(trace_.setup, state, operation);
  return fmt::format("{} returned {}, the contract says {}", model::print(trace_, operation),
                     call.outcome ? judge::describe(trace_, operation, call.outcome->observed) : "",
                     judge::describe(trace_, operation, expected.observed));
}

namespace {

// Whether it can make a device or a tag free to be claimed once more.
bool makes_free(const model::Operation& operation) {
  return model::is_a<model::WriteSize>(operation) || model::is_a<model::Offer>(operation) ||
         model::is_a<model::Inject>(operation) || model::is_a<model::Delete>(operation);
}

bool is_one_prize(const model::WriteUuid& a, const model::WriteUuid& b) {
  if (a.device == b.device) return true;
  const auto tag = model::read_claim_text(a.text);
  return a.device.region == b.device.region && tag && !tag->is_null() &&
         tag == model::read_claim_text(b.text);
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
      if (is_one_prize(*winners[i], *winners[j])) return true;
    }
  }
  return false;
}

}  // namespace claimcheck::concurrent
