// SPDX-License-Identifier: MIT
#include "properties/concurrent/claim_history.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "model/step.hpp"
#include "model/trace_text.hpp"
#include "properties/check/observe.hpp"

namespace claimcheck::concurrent {
namespace {

struct Expected {
  model::State after;
  check::Observed observed;
};

Expected expected_of(const model::Setup& setup, const model::State& state,
                     const model::Operation& operation) {
  Expected expected{state, {}};
  const auto outcome = model::step<model::Checks::off>(setup, expected.after, operation);
  expected.observed = check::shown(operation, outcome);
  return expected;
}

bool same(const check::Observed& a, const check::Observed& b) {
  return a.result == b.result && a.text == b.text;
}

}  // namespace

std::vector<model::State> ClaimModel::next(const State& state, const Call& call) const {
  if (!call.operation.operation) {
    if (driver::compare(trace_.setup, state, *call.operation.snapshot)) return {};
    return {state};
  }
  auto expected = expected_of(trace_.setup, state, *call.operation.operation);
  if (!call.outcome) return {std::move(expected.after), state};
  const auto& [observed, injected] = *call.outcome;
  if (!injected.empty()) {
    const bool is_injected =
        std::ranges::any_of(injected, [&](int error) { return observed.result == -error; });
    const bool fails_anyway =
        expected.observed.result < 0 && observed.result == expected.observed.result;
    if (is_injected || fails_anyway) return {state};
    return {};
  }
  if (!same(observed, expected.observed)) return {};
  return {std::move(expected.after)};
}

std::string ClaimModel::why(const State& state, const Call& call) const {
  if (!call.operation.operation) {
    const auto mismatch = driver::compare(trace_.setup, state, *call.operation.snapshot);
    return mismatch ? "in the end " + mismatch->message : "";
  }
  const auto& operation = *call.operation.operation;
  const auto expected = expected_of(trace_.setup, state, operation);
  return fmt::format("{} returned {}, the contract says {}", model::print(trace_, operation),
                     call.outcome ? check::describe(trace_, operation, call.outcome->observed) : "",
                     check::describe(trace_, operation, expected.observed));
}

}  // namespace claimcheck::concurrent
