// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "properties/generate/traces.hpp"
#include "properties/process/shared_memory.hpp"
#include "properties/search/search.hpp"
#include "properties/search/search_range.hpp"
#include "properties/testing/distorted.hpp"

namespace claimcheck::search {
namespace {

using model::Clause;
using testing::engine_with;
using testing::NoFault;

TEST(Search, DoesNotHoldItsOwnSlownessAgainstTheEngine) {
  const auto engine = engines::Engine::named("indexed");
  Work work;
  work.trace = [&](std::uint64_t index) { return generate::trace_of(engine.api(), 1, index); };
  work.probe.find = [&](const SearchContext& context, std::uint64_t index) {
    std::this_thread::sleep_for(std::chrono::milliseconds(400));
    auto trace = generate::trace_of(engine.api(), 1, index);
    return check_one(context, trace);
  };
  Options options;
  options.traces = 3;
  options.hang_timeout_ms = 100;
  const Events events{[](std::uint64_t, std::uint64_t) {},
                      [](const model::Trace&, const judge::Defect&, const std::string&) {},
                      [](const judge::Finding&) {}};
  const process::SharedMemory<process::Shared> shared;
  const auto report = search(engine, work, options, events, *shared);
  EXPECT_EQ(report.crashes, 0u);
  EXPECT_TRUE(report.findings.empty());
  EXPECT_EQ(report.traces_left, 0u);
  EXPECT_TRUE(report.is_credible);
}

// The finding would else be lost with the child: it is kept as it was found.
TEST(Search, KeepsWhatItWasShrinkingWhenTheTimeWasOver) {
  const auto engine = engine_with<NoFault>();
  Work work;
  work.trace = [&](std::uint64_t index) { return generate::trace_of(engine.api(), 1, index); };
  work.probe.find = [&](const SearchContext&, std::uint64_t index) -> std::optional<Failure> {
    auto trace = generate::trace_of(engine.api(), 1, index);
    trace.steps.resize(2);
    return Failure{trace, {{Clause::T5, "outcome"}, 1, "so it seems"}};
  };
  work.probe.rerun = [](const engines::Engine&, const model::Trace&, const judge::Defect&,
                        const judge::Watch&) -> std::optional<judge::Difference> {
    std::this_thread::sleep_for(std::chrono::minutes(5));
    return std::nullopt;
  };
  Options options;
  options.traces = 5;
  options.deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(500);
  std::size_t told = 0;
  const Events events{[](std::uint64_t, std::uint64_t) {},
                      [](const model::Trace&, const judge::Defect&, const std::string&) {},
                      [&](const judge::Finding&) { ++told; }};
  const process::SharedMemory<process::Shared> shared;
  const auto report = search(engine, work, options, events, *shared);
  EXPECT_EQ(told, 1u);
  ASSERT_EQ(report.findings.size(), 1u);
  EXPECT_EQ(report.findings[0].defect.clause, Clause::T5);
  EXPECT_EQ(report.findings[0].trace.steps.size(), 2u);
  EXPECT_FALSE(report.findings[0].shrunk_to_end);
  EXPECT_EQ(report.traces_left, 5u);
}

}  // namespace
}  // namespace claimcheck::search
