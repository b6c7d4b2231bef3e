// SPDX-License-Identifier: MIT
#include "properties/concurrent/read_cases.hpp"

#include <gtest/gtest.h>

#include <variant>

#include "model/step.hpp"
#include "properties/concurrent/runner.hpp"
#include "properties/schedule/optimal_reduction.hpp"

namespace claimcheck::concurrent {
namespace {

constexpr std::uint64_t reads = 10;

claimcheck_engine_api api() {
  return engines::Engine::named("indexed").api();
}

TEST(ReadCases, AreEveryReadBesideEveryChange) {
  EXPECT_EQ(read_case_count(api()), reads * (6 + 3 + 1));
  auto keeping = api();
  keeping.unbinds = CLAIMCHECK_SET_OF(CLAIMCHECK_KEEPS);
  EXPECT_EQ(read_case_count(keeping), reads * (6 + 3));
}

TEST(ReadCases, ChangeTheDeviceByOperationsThatSucceed) {
  for (std::uint64_t number = 0; number < read_case_count(api()); ++number) {
    const auto trace = read_case(api(), number);
    auto state = model::initial_state(trace.setup);
    for (const auto& one : trace.steps) {
      if (one.thread == 1) continue;
      const auto outcome = model::step<model::Checks::on>(trace.setup, state, one.operation);
      EXPECT_FALSE(outcome.failed()) << number;
    }
  }
}

TEST(ReadCases, ReadOtherValuesBehindAClaimThanBeforeIt) {
  for (std::uint64_t number = 0; number < read_case_count(api()); ++number) {
    const auto trace = read_case(api(), number);
    const auto answer = [&](bool changed) {
      auto state = model::initial_state(trace.setup);
      model::Answer read;
      for (const auto& one : trace.steps) {
        if (one.thread != 1 && (one.thread == 0 || changed)) {
          model::step<model::Checks::on>(trace.setup, state, one.operation);
        }
      }
      for (const auto& one : trace.steps) {
        if (one.thread != 1) continue;
        read = model::step<model::Checks::on>(trace.setup, state, one.operation);
      }
      return read;
    };
    const auto* mapping = std::get_if<model::ReadMapping>(&trace.steps[5].operation);
    ASSERT_EQ(trace.steps[5].thread, 1u);
    const bool claims_again = model::is_a<model::WriteUuid>(trace.steps.back().operation);
    if (!mapping || mapping->mapping > 0 || !claims_again) continue;
    if (mapping->field == model::MappingField::page_offset) continue;  // 0 of each first mapping
    EXPECT_NE(answer(false), answer(true)) << number;
  }
}

TEST(ReadCases, C1ToC3HoldOfEveryInterleaving) {
  const auto engine = engines::Engine::named("indexed");
  Runner runner(engine);
  std::uint64_t executions = 0;
  for (std::uint64_t number = 0; number < read_case_count(engine.api()); ++number) {
    schedule::OptimalReduction strategy;
    const auto exploration = runner.explore(
        read_case(engine.api(), number), strategy, {}, [&](const Runner::Judged& judged) {
          EXPECT_FALSE(judged.difference) << number << ": " << judged.difference->message;
          return !HasFailure();
        });
    EXPECT_EQ(exploration.verdict, schedule::Verdict::complete);
    executions += exploration.executions;
  }
  EXPECT_EQ(executions, 1'679u);
}

}  // namespace
}  // namespace claimcheck::concurrent
