// SPDX-License-Identifier: MIT
#include "properties/modes/timeline.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "properties/modes/searches.hpp"
#include "properties/process/shared_memory.hpp"

namespace claimcheck::modes {
namespace {

constexpr std::uint64_t traces = 200;

search::Report searched(Timeline& timeline) {
  const auto engine = engines::Engine::named("indexed");
  search::Options options;
  options.traces = traces;
  const search::Events events{[](std::uint64_t, std::uint64_t) {},
                              [](const model::Trace&, const judge::Defect&, const std::string&) {},
                              [](const judge::Finding&) {}};
  const process::SharedMemory<process::Shared> shared;
  return search::search(engine, timed(check_work(engine, 1), traces, timeline), options, events,
                        *shared);
}

TEST(Timeline, HasWhatTheSearchExercisedWhenItDid) {
  const process::SharedMemory<Timeline> timeline;
  const auto report = searched(*timeline);
  EXPECT_EQ(timeline->traces, traces);
  for (const auto& row : model::clauses()) {
    const auto clause = static_cast<std::size_t>(row.clause);
    std::uint64_t sum = 0;
    std::size_t begins = Timeline::parts;
    for (std::size_t part = 0; part < Timeline::parts; ++part) {
      sum += timeline->exercised[part][clause];
      if (sum > 0) begins = std::min(begins, part);
    }
    EXPECT_EQ(sum, report.coverage[row.clause]) << row.name;
    EXPECT_EQ(timeline->first[clause] == 0, sum == 0) << row.name;
    if (sum == 0) continue;
    EXPECT_EQ(begins, (timeline->first[clause] - 1) / (traces / Timeline::parts)) << row.name;
  }
  EXPECT_GT(std::ranges::count_if(timeline->first, [](auto first) { return first > 0; }), 20);
}

TEST(Timeline, IsTheSameOnEveryRun) {
  const process::SharedMemory<Timeline> first, second;
  searched(*first);
  searched(*second);
  EXPECT_EQ(*first, *second);
}

}  // namespace
}  // namespace claimcheck::modes
