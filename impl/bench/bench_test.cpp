// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "impl/bench/measure.hpp"
#include "impl/bench/plot.hpp"
#include "impl/bench/results.hpp"
#include "impl/bench/rig.hpp"
#include "impl/indexed/indexed.h"
#include "impl/posted/posted.h"

namespace claimcheck::bench {
namespace {

TEST(Rig, UndoesWhatItMeasuresOnBothEngines) {
  for (const auto* api : {claimcheck_indexed_engine(), claimcheck_posted_engine()}) {
    Rig rig(*api, {100, 16, 1, 3});
    for (int round = 0; round < 20; round++) {
      const auto group = rig.next_group();
      rig.claim(0, group, 2);
      EXPECT_THROW(rig.claim(0, group, 1), std::runtime_error);
      rig.give_back(0, 2);
      rig.release(0, group);
      EXPECT_THROW(rig.claim(0, group, 1), std::runtime_error);
      rig.inject(0, group);
      rig.remove_last(0);
      EXPECT_THROW(rig.read_size(0, 2), std::runtime_error);
      rig.create(0);
    }
  }
}

TEST(Results, MedianIsTheMiddleOrBetweenTheTwoInTheMiddle) {
  Results results;
  EXPECT_FALSE(results.median("a"));
  for (const double ns : {9.0, 1.0, 2.0}) results.add("a", ns);
  EXPECT_EQ(results.median("a"), 2.0);
  results.add("a", 4.0);
  EXPECT_EQ(results.median("a"), 3.0);
}

TEST(Results, ARatioIsThatOfTheMediansAndSaysWhenItIsMissed) {
  Results results;
  results.add(name("claim", "indexed", 1'000'000, 16), 320);
  EXPECT_TRUE(ratios(results).empty());
  results.add(name("claim", "indexed", 1'000, 16), 200);
  const auto found = ratios(results);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_DOUBLE_EQ(found[0].value, 1.6);
  EXPECT_FALSE(found[0].holds());
  EXPECT_NE(to_text(results, found).find("1.60  (at most 1.5: MISSED)"), std::string::npos);
  EXPECT_EQ(to_json(results, found)["ratios"][0]["holds"], false);
}

TEST(Plot, PutsAPowerOfTenOnItsLine) {
  const auto svg =
      to_svg({"<t>", "x", "y", {{"a", "red", {{100, 10}, {10'000, 1'000}}}, {"none", "blue", {}}}});
  EXPECT_NE(svg.find("&lt;t>"), std::string::npos);
  // From corner to corner, as each axis has exactly the two powers that it needs.
  EXPECT_NE(svg.find("points=\"80.0,364.0 630.0,44.0 \""), std::string::npos) << svg;
  EXPECT_EQ(svg.find("blue"), std::string::npos);
}

}  // namespace
}  // namespace claimcheck::bench
