// SPDX-License-Identifier: MIT
// The checker against all orders of random histories of up to six operations.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "properties/linearizability/checker.hpp"
#include "properties/linearizability/test_models.hpp"

namespace claimcheck::linearizability {
namespace {

struct Answer {
  bool linearizable = false;
  std::size_t longest = 0;  ///< of the legal prefixes
};

// Every order of every subset, as long as the model allows it; real time is checked for each
// pair of operations, in words of its own.
template <class Model>
void try_all(const Model& model, const typename Model::State& state, const History<Model>& history,
             std::vector<std::size_t>& order, Answer& answer) {
  std::vector<bool> done(history.size(), false);
  for (const std::size_t call : order) done[call] = true;
  answer.longest = std::max(answer.longest, order.size());
  bool complete = true;
  for (std::size_t call = 0; call < history.size(); ++call) {
    if (done[call]) continue;
    complete &= !history[call].outcome.has_value();
    bool too_early = false;
    for (std::size_t other = 0; other < history.size(); ++other) {
      too_early |=
          !done[other] && history[other].outcome && history[other].response < history[call].invoke;
    }
    if (too_early) continue;
    for (const typename Model::State& next : model.next(state, history[call])) {
      order.push_back(call);
      try_all(model, next, history, order, answer);
      order.pop_back();
    }
  }
  answer.linearizable |= complete;
}

// All in which the order may end; none where the model forbids it.
template <class Model>
std::vector<typename Model::State> states_behind(const Model& model,
                                                 const typename Model::State& initial,
                                                 const History<Model>& history,
                                                 const std::vector<std::size_t>& order) {
  std::vector<typename Model::State> states{initial};
  for (const std::size_t call : order) {
    std::vector<typename Model::State> next;
    for (const auto& state : states) {
      for (const auto& each : model.next(state, history[call])) next.push_back(each);
    }
    states = next;
  }
  return states;
}

// Whether each refusal is one, for the reason that it gives, in a state behind the order.
template <class Model>
bool explains(const Model& model, const std::vector<typename Model::State>& states,
              const History<Model>& history, const std::vector<Refusal>& refusals) {
  return std::ranges::any_of(states, [&](const auto& state) {
    return std::ranges::all_of(refusals, [&](const Refusal& refusal) {
      const auto& call = history[refusal.call];
      return model.next(state, call).empty() && model.why(state, call) == refusal.reason;
    });
  });
}

using Generator = std::mt19937_64;

int below(Generator& generator, int count) {
  return static_cast<int>(generator() % static_cast<std::uint64_t>(count));
}

TestOperation random_operation(Generator& generator, bool queue) {
  const int value = 1 + below(generator, 2);
  if (queue) {
    return {below(generator, 2) == 0 ? OperationKind::push : OperationKind::pop, value};
  }
  return {below(generator, 2) == 0 ? OperationKind::write : OperationKind::read, value};
}

int random_outcome(Generator& generator, OperationKind kind) {
  switch (kind) {
    case OperationKind::write:
      return below(generator, 4) == 0 ? failed - below(generator, 2) : ok;
    case OperationKind::read:
      return below(generator, 3);
    case OperationKind::push:
      return ok;
    case OperationKind::pop:
      break;
  }
  return below(generator, 3) == 0 ? empty : 1 + below(generator, 2);
}

// Up to six calls on up to three threads; stamps so dense that some of them are equal.
std::vector<Call<TestOperation, int>> random_history(Generator& generator, bool queue) {
  std::vector<Call<TestOperation, int>> history(static_cast<std::size_t>(below(generator, 7)));
  std::vector<Stamp> now(3, 0);
  std::vector<bool> stuck(3, false);
  for (auto& call : history) {
    do {
      call.thread = static_cast<std::size_t>(below(generator, 3));
    } while (stuck[call.thread] && !(stuck[0] && stuck[1] && stuck[2]));
    Stamp& clock = now[call.thread];
    call.invoke = clock += static_cast<Stamp>(1 + below(generator, 3));
    call.operation = random_operation(generator, queue);
    if (below(generator, 8) == 0) {
      stuck[call.thread] = true;
      continue;
    }
    call.outcome = random_outcome(generator, call.operation.kind);
    call.response = clock += static_cast<Stamp>(below(generator, 5));
  }
  return history;
}

template <class Model>
void compare(const Model& model, const typename Model::State& initial, bool queue, int rounds) {
  Generator generator(42);
  int linearizable = 0;
  for (int round = 0; round < rounds; ++round) {
    const auto history = random_history(generator, queue);
    Answer expected;
    std::vector<std::size_t> order;
    try_all(model, initial, history, order, expected);
    const Result result = check(model, initial, history, 1'000'000);
    ASSERT_EQ(result.verdict, expected.linearizable ? Verdict::linearizable : Verdict::violation)
        << "round " << round;
    const auto states = states_behind(model, initial, history, result.order);
    ASSERT_FALSE(states.empty()) << "round " << round;
    if (expected.linearizable) {
      ++linearizable;
    } else {
      ASSERT_EQ(result.order.size(), expected.longest) << "round " << round;
      ASSERT_FALSE(result.refusals.empty()) << "round " << round;
      ASSERT_TRUE(explains(model, states, history, result.refusals)) << "round " << round;
    }
  }
  EXPECT_GT(linearizable, rounds / 10);
  EXPECT_LT(linearizable, rounds * 9 / 10);
}

TEST(RandomRegisterHistories, AreJudgedAsByAllOrders) {
  compare(Register{}, 0, false, 100'000);
}

TEST(RandomQueueHistories, AreJudgedAsByAllOrders) {
  compare(Queue{}, {}, true, 100'000);
}

}  // namespace
}  // namespace claimcheck::linearizability
