// SPDX-License-Identifier: MIT
// What shrink_bench measures with more seeds.
#include "properties/search/convergence.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "properties/search/convergence_mutants.hpp"

namespace claimcheck::search {
namespace {

class Least : public testing::TestWithParam<Seeded> {};

TEST_P(Least, IsWhatASeededBugComesDownToFromEverySeed) {
  const auto engine =
      engines::Engine::named(fmt::format("{}/mutant-{}.so", MUTANT_PLUGINS, GetParam().name));
  const auto defect = first_defect(engine, GetParam().clause, 1);
  ASSERT_TRUE(defect);
  std::vector<ShrinkRun> descents;
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    auto descent = descend(engine, *defect, seed);
    ASSERT_TRUE(descent) << seed;
    descents.push_back(std::move(*descent));
  }
  for (const auto& descent : descents) EXPECT_EQ(descent.text, least(descents).text);
}

INSTANTIATE_TEST_SUITE_P(Seeded, Least, testing::ValuesIn(convergence_mutants),
                         [](const auto& info) {
                           std::string name = info.param.name;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

TEST(LeastDescent, IsOfTheFewestOperationsAndThenTheShortest) {
  const std::vector<ShrinkRun> descents{{"aaa", 2}, {"b", 3}, {"bb", 2}, {"ba", 2}};
  EXPECT_EQ(least(descents).text, "ba");
}

}  // namespace
}  // namespace claimcheck::search
