// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "model/trace/trace.hpp"
#include "properties/judge/conformance.hpp"
#include "properties/linearizability/checker.hpp"

// The reference model as the sequential model that histories are checked against.

namespace claimcheck::concurrent {

// What is called: an operation, or the look at everything that ends a history.
struct Called {
  const model::Operation* operation = nullptr;  // null: the last look
  const engines::Snapshot* snapshot = nullptr;  // of the last look
  std::size_t step = 0;                         // place in the trace
};

struct Answer {
  judge::Observed observed;
  std::vector<int> injected;  // positive errnos
};

class ClaimModel {
 public:
  using State = model::State;
  using Operation = Called;
  using Outcome = Answer;
  using Call = linearizability::Call<Called, Answer>;

  explicit ClaimModel(const model::Trace& trace) : trace_(trace) {}

  std::size_t hash(const State& state) const { return model::hash(state); }

  // An operation that failed by injection returns that error, or the contract's own, and changes
  // nothing (A1, A2); any other does what the contract says, or nothing is allowed.
  std::vector<State> next(const State& state, const Call& call) const;

  std::string why(const State& state, const Call& call) const;

 private:
  const model::Trace& trace_;
};

using ClaimHistory = linearizability::History<ClaimModel>;

// Whether two writes to uuid took one device, or one tag of one region, though nothing was given
// back or offered in between: what C2 says more plainly than C1.
bool has_two_winners(const ClaimHistory& history);

}  // namespace claimcheck::concurrent
