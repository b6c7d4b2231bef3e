// SPDX-License-Identifier: MIT
#include "properties/reach/tally.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <numeric>

#include "model/trace/trace_text.hpp"
#include "properties/engines/engine.hpp"
#include "properties/explore/claim/exploration.hpp"
#include "properties/generate/traces.hpp"
#include "properties/reach/small_scope.hpp"

namespace claimcheck::reach {
namespace {

constexpr std::uint64_t traces = 3'000;

model::Trace generated(std::uint64_t index) {
  static const auto engine = engines::Engine::named("indexed");
  return generate::trace_of(engine.api(), 7, index);
}

const Plan& plan() {
  static const Plan plan(generated, traces);
  return plan;
}

Result counted(std::uint64_t shard, std::uint64_t shards) {
  const auto tally = std::make_unique<Tally>();
  Counter counter(plan(), *tally);
  for (auto index = shard; index < traces; index += shards) {
    counter.count(index, generated(index));
  }
  return plan().result(*tally);
}

std::uint64_t sum(const Result& result, Dimension dimension) {
  const auto& bins = result.histograms.of(dimension);
  return std::accumulate(bins.begin(), bins.end(), std::uint64_t{0});
}

TEST(Tally, OfShardsAddsUpToThatOfOneSearch) {
  Result added;
  for (const std::uint64_t shard : {2u, 0u, 3u, 1u}) add(counted(shard, 4), added);
  EXPECT_EQ(added, counted(0, 1));
}

TEST(Tally, CountsATraceOnce) {
  const auto once = std::make_unique<Tally>();
  const auto twice = std::make_unique<Tally>();
  Counter one(plan(), *once);
  Counter two(plan(), *twice);
  for (std::uint64_t index = 0; index < 100; ++index) {
    one.count(index, generated(index));
    two.count(index, generated(index));
    two.count(index, generated(index));
  }
  EXPECT_EQ(plan().result(*once), plan().result(*twice));
  EXPECT_EQ(plan().result(*once).traces, 100U);
}

// The chance that the estimate gives for the trace behind the last is held to what the traces
// behind it do.
TEST(Tally, TellsWhatTheNextTracesShow) {
  const auto result = counted(0, 1);
  const auto states = draws_of_states(result);
  EXPECT_EQ(states.all, traces);
  EXPECT_EQ(states.looked_at, Tally::max_sample);
  std::set<std::uint64_t> seen;
  for (std::uint64_t index = 0; index < traces; ++index) {
    for (const auto feature : reached_by(generated(index))) seen.insert(feature);
  }
  int fresh = 0;
  constexpr int more = 1'000;
  for (std::uint64_t index = traces; index < traces + more; ++index) {
    const auto reached = reached_by(generated(index));
    fresh += std::ranges::any_of(reached, [&](auto feature) { return !seen.contains(feature); });
  }
  const auto estimate = novelty(states);
  EXPECT_GT(estimate.chance, 0.05);
  // Both have an error: that of the thousand is at most 0.016.
  EXPECT_NEAR(estimate.chance, fresh / double{more}, 2 * (estimate.error + 0.016));
}

TEST(Tally, CountsWhatEachStepWas) {
  const auto result = counted(0, 1);
  std::uint64_t steps = 0;
  for (const auto& row : result.behaviours) {
    steps += row.steps;
    EXPECT_GE(row.steps, row.traces);
    EXPECT_GE(row.traces, 1U);
  }
  EXPECT_GT(result.behaviours.size(), 80U);
  EXPECT_GT(steps, sum(result, Dimension::regions) * 5);
  const auto estimate = novelty(draws_of_behaviours(result));
  EXPECT_LT(estimate.chance, 0.02);
}

TEST(Tally, CountsEachDimensionOncePerWhatItIsOf) {
  const auto result = counted(0, 1);
  EXPECT_EQ(sum(result, Dimension::regions), traces);
  EXPECT_EQ(sum(result, Dimension::operations), traces);
  EXPECT_EQ(sum(result, Dimension::region_kind), sum(result, Dimension::align));
  EXPECT_EQ(sum(result, Dimension::members), sum(result, Dimension::offer_form));
  EXPECT_GT(sum(result, Dimension::length), sum(result, Dimension::members));
  EXPECT_EQ(sum(result, Dimension::text_length),
            sum(result, Dimension::uuid_spelling) + sum(result, Dimension::size_spelling));
}

TEST(SmallScope, HasTheStatesThatTheExplorerCounts) {
  const auto states = states_of(small_scope());
  EXPECT_TRUE(std::ranges::is_sorted(states));
  EXPECT_LE(states.size(), Tally::max_states);
  // Here the abstraction merges nothing that the canonical form does not.
  explore::claim::ExploreOptions options;
  options.scope = small_scope();
  EXPECT_EQ(states.size(), explore::claim::explore_model(options).distinct);
  const auto visited = counted(0, 1).visited;
  EXPECT_EQ(visited.size(), states.size());
  EXPECT_GT(std::ranges::count(visited, '1'), 20);
}

// One state of the scope and one that is not: a second tag.
TEST(SmallScope, HasOnlyItsOwnStates) {
  const auto visited = [](const std::string& steps) {
    const auto tally = std::make_unique<Tally>();
    Counter(plan(), *tally)
        .count(0, model::parse("claimcheck trace 1\n\n"
                               "region 0 dynamic base 0 size 1G align 4K seq-base 0\n"
                               "tag A 11111111-1111-1111-1111-111111111111\n"
                               "tag B 22222222-2222-2222-2222-222222222222\n\n" +
                               steps)
                      .trace);
    return std::ranges::count(plan().result(*tally).visited, '1');
  };
  EXPECT_EQ(visited("offer 0 A  at 0 +4K\n"), 1);
  EXPECT_EQ(visited("offer 0 A  at 0 +4K\noffer 0 B  at 4K +4K\n"), 1);
  EXPECT_EQ(visited("offer 0 A  at 0 +4K\ncreate 0\nwrite 0.1 uuid A\n"), 3);
}

TEST(Spelling, IsToldByWhatTheTextIs) {
  EXPECT_EQ(uuid_spelling("52a5f9c1-7b07-4b6c-9c3e-0d3c2f5b6a01\n"), 0U);
  EXPECT_EQ(uuid_spelling("52A5F9C1-7B07-4B6C-9C3E-0D3C2F5B6A01"), 1U);
  EXPECT_EQ(uuid_spelling("52A5f9c1-7b07-4b6c-9c3e-0d3c2f5b6a01"), 2U);
  EXPECT_EQ(uuid_spelling("0\n"), 3U);
  EXPECT_EQ(uuid_spelling(""), 4U);
  EXPECT_EQ(uuid_spelling("0x0"), 5U);
  EXPECT_EQ(size_spelling("0"), 0U);
  EXPECT_EQ(size_spelling("4096\n"), 1U);
  EXPECT_EQ(size_spelling("010"), 2U);
  EXPECT_EQ(size_spelling("0x10"), 3U);
  EXPECT_EQ(size_spelling("+1"), 4U);
  EXPECT_EQ(size_spelling(""), 5U);
  EXPECT_EQ(size_spelling("many"), 6U);
}

TEST(Label, NamesABinByItsLeastValue) {
  EXPECT_EQ(label(Dimension::base, 0), "0");
  EXPECT_EQ(label(Dimension::base, 1), "1");
  EXPECT_EQ(label(Dimension::base, 13), "4K");
  EXPECT_EQ(label(Dimension::base, 64), "8E");
  EXPECT_EQ(label(Dimension::regions, 8), "8");
  EXPECT_EQ(label(Dimension::region_kind, 1), "static");
  EXPECT_EQ(label(Dimension::operation, 0), "offer");
}

}  // namespace
}  // namespace claimcheck::reach
