// SPDX-License-Identifier: MIT
// Real threads on the engines' own locks. Meant for a ThreadSanitizer build as well, which sees
// what no announced access tells.
#include "properties/concurrent/real_threads.hpp"

#include <gtest/gtest.h>

#include "model/trace/trace_text.hpp"
#include "properties/concurrent/cases.hpp"

namespace claimcheck::concurrent {
namespace {

constexpr std::uint64_t seed = 1;

void expect_linearizable(const engines::Engine& engine, const model::Trace& trace) {
  const auto execution = run_on_threads(engine, trace, seed);
  ASSERT_FALSE(execution.difference) << execution.difference->message << "\n"
                                     << model::print(model::document(trace));
}

TEST(RealThreads, C1HoldsOfEveryPair) {
  const auto engine = engines::Engine::named("indexed");
  for (std::uint64_t number = 0; number < pair_count(); ++number) {
    expect_linearizable(engine, pair(number));
  }
}

TEST(RealThreads, C1HoldsOfRandomCases) {
  const auto engine = engines::Engine::named("indexed");
  for (std::uint64_t index = 0; index < 1'000; ++index) {
    expect_linearizable(engine, random_case(engine.api(), seed, index));
  }
}

TEST(RealThreads, RunEveryOperationBetweenItsTwoStamps) {
  const auto engine = engines::Engine::named("indexed");
  const auto trace = random_case(engine.api(), seed, 3);
  const auto history = run_on_threads(engine, trace, seed).history;
  ASSERT_GE(history.size(), 2u);
  for (const auto& call : history) {
    ASSERT_TRUE(call.outcome);
    EXPECT_LE(call.invoke, call.response);
    for (const auto& other : history) {
      const bool is_later =
          other.thread == call.thread && other.operation.step > call.operation.step;
      EXPECT_TRUE(!is_later || other.invoke >= call.response);
    }
  }
}

}  // namespace
}  // namespace claimcheck::concurrent
