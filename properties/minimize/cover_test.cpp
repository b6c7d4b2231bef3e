// SPDX-License-Identifier: MIT
#include "properties/minimize/cover.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "properties/schedule/random.hpp"

namespace claimcheck::minimize {
namespace {

using Places = std::vector<std::size_t>;

TEST(Cover, TakesWhatAddsMostThenTheSmallerThenTheFirstName) {
  EXPECT_EQ(least_cover({{{1, 2, 3}, 9, "a"}, {{1, 2}, 1, "b"}, {{4}, 1, "c"}}), (Places{0, 2}));
  EXPECT_EQ(least_cover({{{1, 2}, 9, "a"}, {{1, 2}, 8, "b"}}), (Places{1}));
  EXPECT_EQ(least_cover({{{1, 2}, 8, "b"}, {{1, 2}, 8, "a"}}), (Places{1}));
  EXPECT_EQ(least_cover({}), Places{});
  EXPECT_EQ(least_cover({{{}, 1, "a"}}), Places{});
}

TEST(Cover, LeavesOutWhatLaterOnesMakeUpFor) {
  // The first adds most, and then the other two have all of it.
  EXPECT_EQ(least_cover({{{2, 3, 4, 5}, 1, "a"}, {{1, 2, 3}, 1, "b"}, {{4, 5, 6}, 1, "c"}}),
            (Places{1, 2}));
}

TEST(Cover, KeepsWhatIsToBeKeptAndCountsIt) {
  EXPECT_EQ(least_cover({{{1}, 99, "a", true}, {{1}, 1, "b"}, {{1, 2}, 1, "c"}}), (Places{0, 2}));
}

TEST(Cover, HasEveryFeatureAndIsTheSameInEveryOrder) {
  schedule::Random random(7);
  for (int round = 0; round < 100; ++round) {
    std::vector<Reaching> traces;
    std::set<std::uint64_t> all;
    for (std::size_t i = 0; i < 30; ++i) {
      std::set<std::uint64_t> features;
      for (auto count = random.below(8); count > 0; --count) features.insert(random.below(40));
      all.insert(features.begin(), features.end());
      traces.push_back({{features.begin(), features.end()}, random.below(4), std::to_string(i)});
    }
    const auto names = [&] {
      std::set<std::string> kept;
      for (const auto place : least_cover(traces)) kept.insert(traces[place].name);
      return kept;
    };
    std::set<std::uint64_t> reached;
    const auto places = least_cover(traces);
    for (const auto place : places) {
      reached.insert(traces[place].features.begin(), traces[place].features.end());
    }
    EXPECT_EQ(reached, all);
    // Each is needed.
    for (const auto without : places) {
      std::set<std::uint64_t> rest;
      for (const auto place : places) {
        if (place == without) continue;
        rest.insert(traces[place].features.begin(), traces[place].features.end());
      }
      EXPECT_NE(rest, all);
    }
    const auto before = names();
    std::ranges::reverse(traces);
    EXPECT_EQ(names(), before);
  }
}

}  // namespace
}  // namespace claimcheck::minimize
