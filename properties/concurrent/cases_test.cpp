// SPDX-License-Identifier: MIT
// What the random cases put side by side.
#include "properties/concurrent/cases.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

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

}  // namespace
}  // namespace claimcheck::concurrent
