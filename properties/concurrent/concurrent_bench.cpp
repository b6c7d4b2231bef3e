// SPDX-License-Identifier: MIT
// Controlled executions a second (items) on one core, of two threads that claim one tag for two
// devices on the indexed engine. Each is judged, but for those of `unjudged`: its history is
// checked for linearizability, with the engine's state in the end, its accesses for data races.
#include <benchmark/benchmark.h>

#include <deque>

#include "model/trace/trace_text.hpp"
#include "properties/concurrent/controlled_environment.hpp"
#include "properties/concurrent/runner.hpp"
#include "properties/judge/observe.hpp"
#include "properties/schedule/depth_first.hpp"
#include "properties/schedule/optimal_reduction.hpp"
#include "properties/schedule/random_walk.hpp"

namespace claimcheck::concurrent {
namespace {

constexpr std::string_view claim_race = R"(claimcheck trace 1

region 0 dynamic base 4G size 1G align 2M seq-base 1
tag A 11111111-1111-1111-1111-111111111111

offer 0 A  at 0 +2M, at 2M +2M
create 0
thread 1: write 0.0 uuid A
thread 2: write 0.1 uuid A
)";

template <class MakeStrategy>
void race(benchmark::State& state, MakeStrategy make_strategy) {
  const auto engine = engines::Engine::named("indexed");
  const auto trace = model::parse(claim_race).trace;
  Runner runner(engine);
  std::uint64_t executions = 0;
  for (auto _ : state) {
    auto strategy = make_strategy();
    const auto exploration = runner.explore(trace, strategy, {}, [&](const Runner::Judged& judged) {
      if (judged.difference) state.SkipWithError(judged.difference->message.c_str());
      return !judged.difference;
    });
    executions += exploration.executions;
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(executions));
}

// Every interleaving that differs in more than the order of independent steps: what a run does.
void optimal_reduction(benchmark::State& state) {
  race(state, [] { return schedule::OptimalReduction(); });
}
BENCHMARK(optimal_reduction);

// Every interleaving.
void depth_first(benchmark::State& state) {
  race(state, [] { return schedule::DepthFirst(); });
}
BENCHMARK(depth_first);

void random_walk(benchmark::State& state) {
  race(state, [] { return schedule::RandomWalk(1, 1'000); });
}
BENCHMARK(random_walk);

// The engine and the scheduler alone: the rest is what judging costs.
void unjudged(benchmark::State& state) {
  const auto engine = engines::Engine::named("indexed");
  const auto trace = model::parse(claim_race).trace;
  std::deque<engines::Translated> translated;
  for (const auto& step : trace.steps) translated.emplace_back(step.operation);
  schedule::Scheduler scheduler;
  ControlledEnvironment environment(scheduler, false);
  std::optional<engines::Hosted> hosted;
  const auto apply = [&](std::size_t index) {
    judge::apply(*hosted, trace.steps[index].operation, translated[index]);
  };
  const auto begin = [&](schedule::Scheduler&) {
    hosted.emplace(engine, trace.setup, environment.interface());
    std::vector<schedule::Body> bodies;
    for (std::size_t index = 0; index < trace.steps.size(); ++index) {
      if (trace.steps[index].thread == 0) {
        apply(index);
      } else {
        bodies.emplace_back([&apply, index] { apply(index); });
      }
    }
    return bodies;
  };
  std::uint64_t executions = 0;
  for (auto _ : state) {
    schedule::RandomWalk strategy(1, 1'000);
    const auto exploration =
        schedule::explore(scheduler, {begin, [&](const auto&) { hosted.reset(); }}, strategy, {},
                          [](const schedule::Execution&) { return true; });
    executions += exploration.executions;
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(executions));
}
BENCHMARK(unjudged);

}  // namespace
}  // namespace claimcheck::concurrent
