// SPDX-License-Identifier: MIT
#include "properties/judge/teardown.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "model/step.hpp"
#include "properties/generate/traces.hpp"

namespace claimcheck::judge {
namespace {

model::State state_after(const model::Trace& trace) {
  auto state = model::initial_state(trace.setup);
  for (const auto& step : trace.steps) {
    model::step<model::Checks::off>(trace.setup, state, step.operation);
  }
  return state;
}

TEST(Teardown, LeavesNothingOfAnyGeneratedTrace) {
  const auto generator = generate::traces();
  for (std::uint64_t index = 0; index < 2000; ++index) {
    const auto size = static_cast<int>(index % 101);
    auto trace = generator(rc::Random(rc::Random::Key{7, index, 0, 0}), size).value();
    append_teardown(trace, state_after(trace));
    const auto state = state_after(trace);
    for (const auto& region : state.regions) {
      EXPECT_TRUE(region.extents.empty()) << index;
      ASSERT_EQ(region.devices.size(), 1u) << index;
      EXPECT_EQ(region.devices[0].index, 0u) << index;
      EXPECT_FALSE(region.devices[0].has_capacity()) << index;
      EXPECT_FALSE(region.devices[0].driver_bound) << index;
    }
  }
}

TEST(Teardown, RefusesNothingOnTheWay) {
  const auto generator = generate::traces();
  for (std::uint64_t index = 0; index < 500; ++index) {
    auto trace = generator(rc::Random(rc::Random::Key{8, index, 0, 0}), 100).value();
    auto state = state_after(trace);
    const auto own = trace.steps.size();
    append_teardown(trace, state);
    for (auto place = own; place < trace.steps.size(); ++place) {
      const auto& operation = trace.steps[place].operation;
      EXPECT_FALSE(model::step<model::Checks::on>(trace.setup, state, operation).failed());
    }
  }
}

}  // namespace
}  // namespace claimcheck::judge
