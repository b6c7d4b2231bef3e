// SPDX-License-Identifier: MIT
#include "properties/concurrent/state_pairs.hpp"

#include <gtest/gtest.h>

#include <set>
#include <tuple>

#include "model/step.hpp"
#include "properties/concurrent/runner.hpp"
#include "properties/schedule/optimal_reduction.hpp"

namespace claimcheck::concurrent {
namespace {

constexpr std::uint64_t of_a_device = 17 * 18 / 2;
constexpr std::uint64_t of_a_tag = 12 * 13 / 2;
constexpr std::uint64_t of_a_kind = 12 * 13 / 2;
constexpr std::uint64_t of_spaces = 5 * 2 * 12 * 12;

model::State before_threads(const model::Trace& trace) {
  auto state = model::initial_state(trace.setup);
  for (const auto& step : trace.steps) {
    if (step.thread == 0) model::step<model::Checks::on>(trace.setup, state, step.operation);
  }
  return state;
}

template <class Kind>
std::size_t in_threads(const model::Trace& trace) {
  return static_cast<std::size_t>(std::ranges::count_if(trace.steps, [](const model::Step& step) {
    return step.thread > 0 && model::is_a<Kind>(step.operation);
  }));
}

TEST(StatePairs, AreOfTheReadingsAndKindsThatTheEngineKnows) {
  auto api = engines::Engine::named("indexed").api();
  const auto others = 2 * of_a_tag + 2 * of_a_kind;
  EXPECT_EQ(state_pair_count(api), of_spaces + (10 + 6) * of_a_device + 2 * others);
  api.unbinds = CLAIMCHECK_SET_OF(CLAIMCHECK_KEEPS);
  EXPECT_EQ(state_pair_count(api), of_spaces + 10 * of_a_device + others);
  api.kinds = CLAIMCHECK_SET_OF(CLAIMCHECK_DYNAMIC);
  EXPECT_EQ(state_pair_count(api), of_spaces + 10 * of_a_device + 2 * of_a_tag);
}

// Of a device: whether it is there, holds something, and has a driver, in a region with one.
TEST(StatePairs, UnbindADeviceTwiceInEveryStateOfIt) {
  const auto api = engines::Engine::named("indexed").api();
  std::set<std::tuple<bool, bool, bool, bool>> states;
  for (std::uint64_t number = 0; number < state_pair_count(api); ++number) {
    const auto trace = state_pair(api, number);
    const auto& dynamic = trace.setup.regions[1].kind == model::RegionKind::dynamic;
    if (!dynamic || in_threads<model::UnbindDevice>(trace) != 2) continue;
    const auto region = before_threads(trace).regions[0];
    const bool is_there = region.devices.size() == 2;
    states.insert({is_there, is_there && region.devices[1].has_capacity(),
                   is_there && region.devices[1].driver_bound, region.driver_bound});
  }
  EXPECT_EQ(states.size(),
            8u);  // gone, unclaimed, claimed, driven: with the region's driver and not
}

TEST(StatePairs, TakeAndAddExtentsOfOneTagInTwoRegionsAtOnce) {
  const auto api = engines::Engine::named("indexed").api();
  std::size_t releases = 0;
  std::size_t injections = 0;
  for (std::uint64_t number = 0; number < state_pair_count(api); ++number) {
    const auto trace = state_pair(api, number);
    std::set<std::uint32_t> releasing;
    std::set<std::uint32_t> injecting;
    for (const auto& step : trace.steps) {
      if (step.thread == 0) continue;
      if (model::is_a<model::ReleaseTag>(step.operation))
        releasing.insert(region_of(step.operation));
      if (model::is_a<model::Inject>(step.operation)) injecting.insert(region_of(step.operation));
    }
    releases += releasing.size() == 2;
    injections += injecting.size() == 2;
  }
  EXPECT_EQ(releases, 4u);  // free or in use, for both readings
  EXPECT_EQ(injections, 4u);
}

// A create beside the claim of all that is available, and a look behind the claim that sees no
// device yet: what is available was 0 then (V8).
TEST(StatePairs, WitnessWhatHasNotHappenedYet) {
  const auto api = engines::Engine::named("indexed").api();
  std::size_t witnessed = 0;
  for (std::uint64_t number = 0; number < state_pair_count(api); ++number) {
    const auto trace = state_pair(api, number);
    if (in_threads<model::ReadSize>(trace) != 1 || in_threads<model::Create>(trace) != 1) continue;
    if (trace.steps.size() < 3) continue;  // nothing to be witnessed
    const auto& last = trace.steps.back();
    const auto& first = trace.steps[trace.steps.size() - 3];
    const auto before = before_threads(trace);
    witnessed += model::is_a<model::Create>(last.operation) && first.thread == 1 &&
                 model::is_a<model::WriteUuid>(first.operation) &&
                 before.regions[0].extents.size() == 1;
  }
  EXPECT_EQ(witnessed, 2u * 4);  // both claims, in four spaces
}

TEST(StatePairs, C1ToC3HoldOfEveryInterleaving) {
  const auto engine = engines::Engine::named("indexed");
  Runner runner(engine);
  std::uint64_t executions = 0;
  for (std::uint64_t number = 0; number < state_pair_count(engine.api()); ++number) {
    const auto trace = state_pair(engine.api(), number);
    schedule::OptimalReduction strategy;
    const auto exploration = runner.explore(trace, strategy, {}, [&](const Runner::Judged& judged) {
      EXPECT_FALSE(judged.difference) << number << ": " << judged.difference->message;
      return !HasFailure();
    });
    EXPECT_EQ(exploration.verdict, schedule::Verdict::complete);
    executions += exploration.executions;
  }
  EXPECT_EQ(executions, 23623u);
}

}  // namespace
}  // namespace claimcheck::concurrent
