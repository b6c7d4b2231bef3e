// SPDX-License-Identifier: MIT
#include "properties/concurrent/read_cases.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <utility>
#include <variant>

#include "model/step.hpp"
#include "properties/concurrent/cases.hpp"
#include "properties/concurrent/runner.hpp"
#include "properties/schedule/optimal_reduction.hpp"
#include "properties/testing/distorted.hpp"

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

// A mapping that is put together of what the device held when the read began and of what it holds
// when it ends: wrong where it held something both times, and not the same.
struct TornRead : testing::NoFault {
  void before(const claimcheck_operation& operation, const claimcheck_env& env) {
    if (operation.kind != CLAIMCHECK_READ_MAPPING) return;
    env.acquire(env.context, this);
    began_with = holding(operation);
  }
  void after(const claimcheck_operation& operation, claimcheck_outcome& outcome,
             const claimcheck_env&) {
    if (outcome.result < 0) return;
    if (operation.kind == CLAIMCHECK_WRITE_UUID) holding(operation) = ++claims;
    if (operation.kind == CLAIMCHECK_WRITE_SIZE) holding(operation) = 0;
    if (operation.kind == CLAIMCHECK_UNBIND_REGION) claim_of.clear();
    const bool is_torn = operation.kind == CLAIMCHECK_READ_MAPPING && began_with > 0 &&
                         holding(operation) > 0 && began_with != holding(operation);
    if (is_torn) outcome.text[0] = '7';
  }
  int& holding(const claimcheck_operation& of) { return claim_of[{of.region, of.device}]; }

  std::map<std::pair<std::uint32_t, std::uint32_t>, int> claim_of;  // by device; 0: none
  int claims = 0;
  int began_with = 0;
};

bool is_found(const model::Trace& trace) {
  return search(testing::engine_with<TornRead>(), trace, {10'000}).difference.has_value();
}

bool reads_a_mapping(const model::Trace& trace) {
  return std::ranges::any_of(trace.steps, [](const model::Step& step) {
    return model::is_a<model::ReadMapping>(step.operation);
  });
}

TEST(ReadCases, FindAReadThatIsTornBetweenTwoClaimsWhichOneOperationHides) {
  std::size_t found = 0;
  for (std::uint64_t number = 0; number < read_case_count(api()); ++number) {
    found += is_found(read_case(api(), number));
  }
  EXPECT_GE(found, 6u) << "each claim behind each other";
  constexpr std::uint64_t stride = CLAIMCHECK_IS_SANITIZED ? 10 : 1;
  std::size_t others = 0;
  for (std::uint64_t number = 0; number < driver_case_count(api()); number += stride) {
    const auto trace = driver_case(api(), number);
    if (!reads_a_mapping(trace)) continue;
    ++others;
    EXPECT_FALSE(is_found(trace)) << number;
  }
  EXPECT_GT(others, 0u);
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
