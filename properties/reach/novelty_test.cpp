// SPDX-License-Identifier: MIT
#include "properties/reach/novelty.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>
#include <set>
#include <vector>

// Calibration on domains of which everything is known: the estimate is held to the true chance that
// the next draw is new, seed by seed.

namespace claimcheck::reach {
namespace {

using Trace = std::vector<int>;  // its features, each once

struct Domain {
  std::vector<Trace> traces;
  std::vector<double> weights;  // their sum is 1
};

// Traces of some features each; common features are in many traces, and common traces come often.
Domain domain(std::size_t traces, int features, double slope, std::mt19937_64& random) {
  Domain made;
  double sum = 0;
  for (std::size_t at = 0; at < traces; ++at) {
    std::set<int> held;
    const auto count = 1 + random() % 6;
    for (std::size_t i = 0; i < count; ++i) {
      const double place = static_cast<double>(random() % 1'000'000) / 1'000'000;
      held.insert(static_cast<int>(place * place * place * features));
    }
    made.traces.emplace_back(held.begin(), held.end());
    made.weights.push_back(std::pow(static_cast<double>(at + 1), -slope));
    sum += made.weights.back();
  }
  for (auto& weight : made.weights) weight /= sum;
  return made;
}

struct Drawn {
  Draws draws;
  double truth = 0;
};

// The first `sample` of the draws are looked at: they are as random as any others.
Drawn drawn(const Domain& domain, std::size_t count, std::size_t sample, std::mt19937_64& random) {
  std::discrete_distribution<std::size_t> any(domain.weights.begin(), domain.weights.end());
  std::map<int, int> holders;
  std::vector<const Trace*> all;
  for (std::size_t i = 0; i < count; ++i) {
    all.push_back(&domain.traces[any(random)]);
    for (const int feature : *all.back()) ++holders[feature];
  }
  const auto holds = [&](const Trace& trace, int times) {
    for (const int feature : trace) {
      const auto found = holders.find(feature);
      if ((found == holders.end() ? 0 : found->second) == times) return true;
    }
    return false;
  };
  Drawn result{{count, sample, 0, 0}, 0};
  for (std::size_t i = 0; i < sample; ++i) {
    if (holds(*all[i], 1)) {
      ++result.draws.single;
    } else if (holds(*all[i], 2)) {
      ++result.draws.paired;
    }
  }
  for (std::size_t at = 0; at < domain.traces.size(); ++at) {
    if (holds(domain.traces[at], 0)) result.truth += domain.weights[at];
  }
  return result;
}

struct Calibration {
  int seeds = 0;
  int within_two_errors = 0;
  int below_highest = 0;
  double mean_difference = 0;
  double mean_error = 0;
};

Calibration calibrated(std::size_t traces, int features, double slope, std::size_t count,
                       std::size_t sample) {
  Calibration sum;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    std::mt19937_64 random(seed);
    const auto one = drawn(domain(traces, features, slope, random), count, sample, random);
    const auto estimate = novelty(one.draws);
    ++sum.seeds;
    sum.within_two_errors += std::abs(estimate.chance - one.truth) <= 2 * estimate.error;
    sum.below_highest += one.truth <= estimate.highest;
    sum.mean_difference += (estimate.chance - one.truth) / 100;
    sum.mean_error += estimate.error / 100;
  }
  return sum;
}

void expect_calibrated(const Calibration& found) {
  EXPECT_GE(found.within_two_errors, 88) << "of 100; 95 where the error is normal";
  EXPECT_GE(found.below_highest, 88) << "of 100; 95 where it is exact";
  // A mean of a hundred has a tenth of the error of one.
  EXPECT_LT(std::abs(found.mean_difference), 0.35 * found.mean_error);
  EXPECT_GT(found.mean_error, 0);
}

TEST(Novelty, IsTheTrueChanceWhereEveryDrawIsLookedAt) {
  expect_calibrated(calibrated(10'000, 3'000, 0.8, 1'000, 1'000));
  expect_calibrated(calibrated(10'000, 3'000, 0.8, 4'000, 4'000));
  expect_calibrated(calibrated(5'000, 20'000, 1.1, 2'000, 2'000));
}

TEST(Novelty, IsTheTrueChanceWhereASampleIsLookedAt) {
  expect_calibrated(calibrated(10'000, 3'000, 0.8, 4'000, 800));
  expect_calibrated(calibrated(5'000, 20'000, 1.1, 8'000, 500));
}

TEST(Novelty, IsNoughtWithABoundWhereNothingIsSingle) {
  const auto found = novelty({10'000, 1'000, 0, 0});
  EXPECT_EQ(found.chance, 0);
  EXPECT_DOUBLE_EQ(found.highest, 0.003);
}

TEST(Novelty, IsUnknownWithoutDraws) {
  const auto found = novelty({});
  EXPECT_EQ(found.error, 1);
  EXPECT_EQ(found.highest, 1);
}

}  // namespace
}  // namespace claimcheck::reach
