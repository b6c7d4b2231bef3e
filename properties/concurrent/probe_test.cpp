// SPDX-License-Identifier: MIT
#include "properties/concurrent/probe.hpp"

#include <gtest/gtest.h>

#include "properties/concurrent/runner.hpp"

namespace claimcheck::concurrent {
namespace {

judge::Coverage probe_one(const engines::Engine& engine, std::uint64_t seed, std::uint64_t index) {
  judge::Coverage coverage;
  judge::Watch watch;
  watch.coverage = &coverage;
  const std::function<void(const model::Trace&)> running = [](const model::Trace&) {};
  EXPECT_FALSE(probe(DrawnCases(engine.api(), seed)).find({engine, {}, watch, running}, index));
  return coverage;
}

TEST(Probe, CountsTheExecutionsOfACaseAndSaysWhereThoseAreOnlySampled) {
  const auto engine = engines::Engine::named("indexed");
  const std::uint64_t seed = 1;
  int whole = 0, sampled = 0;
  for (std::uint64_t i = 0; whole == 0 || sampled == 0; i++) {
    ASSERT_LT(i, 400u) << "neither small nor large among the random cases";
    const auto index = exhaustive_cases(engine.api()) + i;
    const auto coverage = probe_one(engine, seed, index);
    const auto searched =
        search(engine, case_of(engine.api(), seed, index), {max_executions, {}, {}});
    EXPECT_EQ(coverage.sampled, searched.complete ? 0u : 1u);
    EXPECT_EQ(coverage.executions,
              searched.executions + (searched.complete ? 0 : sampled_executions));
    ++(searched.complete ? whole : sampled);
  }
}

}  // namespace
}  // namespace claimcheck::concurrent
