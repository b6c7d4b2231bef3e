// SPDX-License-Identifier: MIT
// Controlled executions a second, with next to no work in the program under test: what the
// scheduler and the search cost by themselves.
#include <benchmark/benchmark.h>

#include "properties/schedule/explore.hpp"
#include "properties/schedule/optimal_reduction.hpp"
#include "properties/schedule/priority_sampling.hpp"
#include "properties/schedule/random_walk.hpp"

namespace claimcheck::schedule {
namespace {

struct Shared {
  char region = 0;
  char device[2] = {};
  int value = 0;
};

// Two threads of six steps each: both read the region's lock and write their device's, as a
// claim does, and update a counter that both share.
Program two_threads(Shared& shared) {
  return {[&shared](Scheduler& scheduler) {
            std::vector<Body> bodies;
            for (std::size_t thread = 0; thread < 2; ++thread) {
              scheduler.declare(&shared.device[thread], true);
              scheduler.declare(&shared.value, false);
              bodies.push_back([&scheduler, &shared, device = &shared.device[thread]] {
                scheduler.lock(&shared.region, "region", Mode::read);
                scheduler.lock(device, "device", Mode::write);
                scheduler.atomic(&shared.value, "value", Mode::read);
                const int value = shared.value;
                scheduler.atomic(&shared.value, "value", Mode::write);
                shared.value = value + 1;
                scheduler.unlock(device);
                scheduler.unlock(&shared.region);
              });
            }
            return bodies;
          },
          {}};
}

template <class MakeStrategy>
void run(benchmark::State& state, MakeStrategy make_strategy) {
  Shared shared;
  const Program program = two_threads(shared);
  Scheduler scheduler;
  std::uint64_t executions = 0;
  for (auto _ : state) {
    auto strategy = make_strategy();
    const Exploration result =
        explore(scheduler, program, strategy, {}, [](const Execution&) { return true; });
    executions += result.executions;
  }
  state.counters["executions"] =
      benchmark::Counter(static_cast<double>(executions), benchmark::Counter::kIsRate);
}

void optimal_reduction(benchmark::State& state) {
  run(state, [] { return OptimalReduction(); });
}
BENCHMARK(optimal_reduction);

void random_walk(benchmark::State& state) {
  run(state, [] { return RandomWalk(1, 1'000); });
}
BENCHMARK(random_walk);

void priority_sampling(benchmark::State& state) {
  run(state, [] { return PrioritySampling(1, 1'000, 3); });
}
BENCHMARK(priority_sampling);

}  // namespace
}  // namespace claimcheck::schedule

BENCHMARK_MAIN();
