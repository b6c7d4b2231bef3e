// SPDX-License-Identifier: MIT
// What the random cases put side by side.
#include "properties/concurrent/cases.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "model/step.hpp"
#include "properties/engines/engine.hpp"

namespace claimcheck::concurrent {
namespace {

std::vector<model::Trace> random_cases() {
  const auto engine = engines::Engine::named("indexed");
  std::vector<model::Trace> traces;
  for (std::uint64_t index = 0; index < 2'000; ++index) {
    traces.push_back(random_case(engine.api(), 1, index));
  }
  return traces;
}

// By kind of operation: in how many traces one thread runs it, and another claims in its region.
std::map<std::size_t, int> beside_a_claim(const std::vector<model::Trace>& traces) {
  std::map<std::size_t, int> counts;
  for (const auto& trace : traces) {
    std::set<std::size_t> kinds;
    for (const auto& claim : trace.steps) {
      if (claim.thread == 0 || !std::holds_alternative<model::WriteUuid>(claim.operation)) continue;
      for (const auto& other : trace.steps) {
        if (other.thread == 0 || other.thread == claim.thread) continue;
        if (region_of(other.operation) != region_of(claim.operation)) continue;
        kinds.insert(other.operation.index());
      }
    }
    for (const auto kind : kinds) ++counts[kind];
  }
  return counts;
}

template <class Kind>
std::size_t place_of() {
  return model::Operation(Kind{}).index();
}

TEST(RandomCases, HaveTwoToFourThreadsOfOneToFourOperationsEach) {
  std::set<std::size_t> threads, lengths;
  for (const auto& trace : random_cases()) {
    std::map<std::uint32_t, std::size_t> by_thread;
    std::size_t operations = 0;
    for (const auto& step : trace.steps) {
      if (step.thread == 0) continue;
      ++by_thread[step.thread];
      ++operations;
    }
    threads.insert(by_thread.size());
    for (const auto& [thread, length] : by_thread) lengths.insert(length);
    EXPECT_LE(operations, 8u);
  }
  EXPECT_EQ(threads, (std::set<std::size_t>{2, 3, 4}));
  EXPECT_EQ(lengths, (std::set<std::size_t>{1, 2, 3, 4}));
}

TEST(RandomCases, PutBesideAClaimWhatCollidesWithIt) {
  auto counts = beside_a_claim(random_cases());
  for (const auto kind :
       {place_of<model::WriteUuid>(), place_of<model::WriteSize>(), place_of<model::ReleaseTag>(),
        place_of<model::Offer>(), place_of<model::Delete>(), place_of<model::UnbindRegion>(),
        place_of<model::ReadUuid>(), place_of<model::ReadSize>(),
        place_of<model::ReadAvailable>()}) {
    EXPECT_GT(counts[kind], 20) << "kind " << kind;
  }
}

// A claim beside the giving back of a part, and two untagged claims with two extents to choose
// from.
TEST(Pairs, MeetAGroupOfWhichAPartIsInUseAndADenseRestIsFree) {
  bool gives_back = false, picks = false;
  for (std::uint64_t number = 0; number < pair_count(); ++number) {
    const auto trace = pair(number);
    auto state = model::initial_state(trace.setup);
    bool claims = false, returns = false;
    std::size_t untagged_claims = 0;
    for (const auto& step : trace.steps) {
      if (step.thread == 0) {
        model::step<model::Checks::off>(trace.setup, state, step.operation);
        continue;
      }
      const auto* write = std::get_if<model::WriteUuid>(&step.operation);
      claims |= write && write->device.region == 0 && write->text.size() > 2;
      untagged_claims += write && write->text == "0\n";
      const auto* size = std::get_if<model::WriteSize>(&step.operation);
      returns |= size && size->device == model::DeviceName{0, 2};
    }
    const auto free_untagged = std::ranges::count_if(
        state.regions[0].extents, [](const auto& e) { return e.is_free() && e.tag.is_null(); });
    gives_back |= claims && returns;
    picks |= untagged_claims == 2 && free_untagged == 2;
  }
  EXPECT_TRUE(gives_back);
  EXPECT_TRUE(picks);
}

// Of one tag, and of no tag: what both have comes back to one place.
TEST(Pairs, UnclaimTwoDevicesAtOnceOfExtentsOfOneTagAndOfNone) {
  std::set<bool> tagged;
  for (std::uint64_t number = 0; number < pair_count(); ++number) {
    const auto trace = pair(number);
    auto state = model::initial_state(trace.setup);
    std::set<std::uint32_t> unclaimed;
    for (const auto& step : trace.steps) {
      if (step.thread == 0) model::step<model::Checks::on>(trace.setup, state, step.operation);
      const auto* write = std::get_if<model::WriteSize>(&step.operation);
      if (write && step.thread != 0) unclaimed.insert(write->device.index);
    }
    const auto& devices = state.regions[0].devices;
    if (unclaimed.size() < 2 || devices.size() != 2) continue;
    EXPECT_TRUE(devices[0].has_capacity() && devices[1].has_capacity()) << number;
    tagged.insert(devices[0].ranges.size() > 1);  // an untagged claim has one extent
  }
  EXPECT_EQ(tagged, (std::set<bool>{false, true}));
}

TEST(RandomCases, PutEachPairOfKindsOfOperationSideBySideInTwoThreads) {
  const auto engine = engines::Engine::named("indexed");
  constexpr std::size_t kinds = model::operation_count;
  constexpr std::uint64_t pairs = kinds * (kinds + 1) / 2;
  std::set<std::pair<std::size_t, std::size_t>> seen;
  for (std::uint64_t index = 5 * pairs; index < 6 * pairs; ++index) {
    const auto trace = random_case(engine.api(), 7, index);
    for (const auto& a : trace.steps) {
      for (const auto& b : trace.steps) {
        if (a.thread == 0 || b.thread == 0 || a.thread == b.thread) continue;
        seen.insert(std::minmax(a.operation.index(), b.operation.index()));
      }
    }
  }
  EXPECT_EQ(seen.size(), pairs);
}

TEST(RandomCases, HaveUpToThreeRegionsOfAnyKindAndDevicesThatAreNotThereYet) {
  std::set<std::size_t> regions;
  std::set<model::RegionKind> kinds;
  std::size_t made_beside = 0;
  for (const auto& trace : random_cases()) {
    regions.insert(trace.setup.regions.size());
    for (const auto& region : trace.setup.regions) kinds.insert(region.kind);
    std::set<std::uint32_t> creating, claiming;  // threads
    for (const auto& step : trace.steps) {
      if (step.thread == 0) continue;
      if (model::is_a<model::Create>(step.operation)) creating.insert(step.thread);
      const auto* claim = std::get_if<model::WriteUuid>(&step.operation);
      if (claim && claim->device.index > 0) claiming.insert(step.thread);
    }
    made_beside += !creating.empty() && !claiming.empty() && creating != claiming;
  }
  EXPECT_EQ(regions, (std::set<std::size_t>{2, 3}));
  EXPECT_EQ(kinds.size(), 3u);
  EXPECT_GE(made_beside, 20u);
}

TEST(RandomCases, AskAnEngineOnlyForKindsThatItHas) {
  auto api = engines::Engine::named("indexed").api();
  api.operations = CLAIMCHECK_SET_OF(CLAIMCHECK_OFFER) | CLAIMCHECK_SET_OF(CLAIMCHECK_READ_SIZE);
  for (std::uint64_t index = 0; index < 100; ++index) {
    for (const auto& step : random_case(api, 1, index).steps) {
      if (step.thread == 0) continue;
      EXPECT_TRUE(model::is_a<model::Offer>(step.operation) ||
                  model::is_a<model::ReadSize>(step.operation));
    }
  }
}

TEST(DriverCases, AreOfTheReadingsOfUnbindingThatTheEngineKnows) {
  auto api = engines::Engine::named("indexed").api();
  std::map<model::Unbind, std::size_t> counts;
  for (std::uint64_t number = 0; number < driver_case_count(api); ++number) {
    ++counts[driver_case(api, number).setup.regions[0].unbind];
  }
  EXPECT_EQ(counts[model::Unbind::keeps], 2u * (20 + 21 + 22 + 23 + 24));
  EXPECT_EQ(counts[model::Unbind::drops], 2u * (20 + 21 + 22 + 23 + 24 + 24 + 24 * 25 / 2));
  api.unbinds = CLAIMCHECK_SET_OF(CLAIMCHECK_KEEPS);
  EXPECT_EQ(driver_case_count(api), counts[model::Unbind::keeps]);
}

TEST(DriverCases, LeaveOutWhatTheEngineDoesNotKnow) {
  auto api = engines::Engine::named("indexed").api();
  api.operations = CLAIMCHECK_SET_OF(CLAIMCHECK_CREATE) | CLAIMCHECK_SET_OF(CLAIMCHECK_READ_SIZE);
  api.kinds = CLAIMCHECK_SET_OF(CLAIMCHECK_PLAIN);
  api.seq_bases = CLAIMCHECK_SET_OF(0);
  auto trace = side_by_side(small_setup(true), {model::ReadSize{{0, 0}}, model::ReadUuid{{0, 0}}});
  trace = as_the_engine_knows(api, trace);
  EXPECT_EQ(trace.setup.regions[0].kind, model::RegionKind::plain);
  EXPECT_EQ(trace.setup.regions[0].seq_base, 0);
  ASSERT_EQ(trace.steps.size(), 2u);
  EXPECT_TRUE(model::is_a<model::Create>(trace.steps[0].operation));
  EXPECT_TRUE(model::is_a<model::ReadSize>(trace.steps[1].operation));
}

}  // namespace
}  // namespace claimcheck::concurrent
