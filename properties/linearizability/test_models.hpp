// SPDX-License-Identifier: MIT
// Sequential models for the tests: a register and a queue.
#pragma once

#include <fmt/format.h>

#include <deque>

#include "properties/linearizability/history.hpp"

namespace claimcheck::linearizability {

enum class OperationKind : std::uint8_t { write, read, push, pop };

struct TestOperation {
  OperationKind kind = OperationKind::read;
  int value = 0;  ///< of Write and Push
};

/// Outcomes of a write. A read's outcome is the value read, a pop's the value or `empty`.
constexpr int ok = 0;
constexpr int failed = -1;     ///< by injection: nothing changed
constexpr int timed_out = -2;  ///< it may have taken effect or not
constexpr int empty = -3;

struct Register {
  using State = int;
  using Operation = TestOperation;
  using Outcome = int;

  std::size_t hash(int state) const { return static_cast<std::size_t>(state); }

  std::vector<int> next(int state, const Call<Operation, Outcome>& call) const {
    if (call.operation.kind == OperationKind::read) {
      if (call.outcome && *call.outcome != state) return {};
      return {state};
    }
    if (!call.outcome || *call.outcome == timed_out) return {call.operation.value, state};
    return {*call.outcome == failed ? state : call.operation.value};
  }

  std::string why(int state, const Call<Operation, Outcome>& call) const {
    return fmt::format("reads {}, but the register holds {}", *call.outcome, state);
  }
};

struct Queue {
  using State = std::deque<int>;
  using Operation = TestOperation;
  using Outcome = int;

  std::size_t hash(const State& state) const {
    std::size_t hash = 0;
    for (const int value : state) hash = hash * 31 + static_cast<std::size_t>(value);
    return hash;
  }

  std::vector<State> next(State state, const Call<Operation, Outcome>& call) const {
    if (call.operation.kind == OperationKind::push) {
      state.push_back(call.operation.value);
      return {state};
    }
    const int front = state.empty() ? empty : state.front();
    if (call.outcome && *call.outcome != front) return {};
    if (!state.empty()) state.pop_front();
    return {state};
  }

  std::string why(const State& state, const Call<Operation, Outcome>& call) const {
    return fmt::format("pops {}, but {} is in front", *call.outcome,
                       state.empty() ? "nothing" : std::to_string(state.front()));
  }
};

}  // namespace claimcheck::linearizability
