// SPDX-License-Identifier: MIT
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "model/step.hpp"
#include "model/theorems.hpp"
#include "model/trace/trace_text.hpp"

// For tests of the model's steps: regions and tags, and lines that say how each step ends.

namespace claimcheck::model {

inline constexpr std::string_view setup_text = R"(claimcheck trace 1
region 0 dynamic base 4G size 1G align 2M seq-base 1
region 1 dynamic base 8G size 1G align 2M seq-base 0
region 2 static base 16G size 1G align 2M seq-base 1
region 3 plain base 32G size 1G align 2M seq-base 1
region 4 dynamic base 64G size 1G align 2M seq-base 1 unbind drops
region 5 plain base 128G size 1G align 2M seq-base 1 driver none unbind drops
region 6 dynamic base 17179869183G size 1G align 2M seq-base 0
tag A 11111111-1111-1111-1111-111111111111
tag B 22222222-2222-2222-2222-22222222222b
)";

// Runs the lines on the model. Every line says its outcome and its clause; the theorems hold after
// each, and a refusal leaves the state as it was (A1).
inline void expect_trace(const std::string& lines) {
  const auto trace = parse(std::string(setup_text) + lines).trace;
  State state = initial_state(trace.setup);
  for (const auto& step : trace.steps) {
    SCOPED_TRACE(print(trace, step));
    const State before = state;
    const auto outcome = model::step<Checks::on>(trace.setup, state, step.operation);
    ASSERT_TRUE(step.expected && step.expected->clause) << "the line states no clause";
    EXPECT_EQ(print_result(trace, step.operation, outcome),
              print_result(trace, step.operation, *step.expected));
    EXPECT_EQ(name(outcome.clause), name(*step.expected->clause));
    if (outcome.failed()) {
      EXPECT_EQ(state, before);
    }
    const auto theorem = false_theorem(trace.setup, state);
    EXPECT_FALSE(theorem) << name(*theorem);
  }
}

}  // namespace claimcheck::model
