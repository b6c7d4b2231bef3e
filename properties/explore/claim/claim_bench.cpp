// SPDX-License-Identifier: MIT
//
// Transitions and new states a second: on the model alone, and with every transition on an engine.
// The scope is far larger than what is looked at: breadth-first to a bound on states.
#include <benchmark/benchmark.h>

#include "properties/explore/claim/claim_model.hpp"
#include "properties/explore/claim/exploration.hpp"

namespace claimcheck::explore::claim {
namespace {

Scope large_scope() {
  Scope scope;
  scope.tags = 3;
  scope.extents = 3;
  scope.untagged = 2;
  scope.devices = 3;
  return scope;
}

ExploreOptions options_of(const benchmark::State& bench) {
  ExploreOptions options;
  options.scope = large_scope();
  options.max_states = static_cast<std::uint64_t>(bench.range(0));
  options.symmetry = bench.range(1) != 0;
  options.workers = static_cast<std::size_t>(bench.range(2));
  return options;
}

void count(benchmark::State& bench, const Report& report) {
  bench.counters["transitions_per_second"] += static_cast<double>(report.generated);
  bench.counters["states_per_second"] += static_cast<double>(report.distinct);
  bench.counters["bytes_per_state"] =
      static_cast<double>(report.memory_bytes) / static_cast<double>(report.distinct);
}

void as_rates(benchmark::State& bench) {
  bench.counters["transitions_per_second"].flags = benchmark::Counter::kIsRate;
  bench.counters["states_per_second"].flags = benchmark::Counter::kIsRate;
}

void model_alone(benchmark::State& bench) {
  for (auto _ : bench) count(bench, explore_model(options_of(bench)));
  as_rates(bench);
}

void with_engine(benchmark::State& bench, const char* name) {
  const auto engine = engines::Engine::named(name);
  for (auto _ : bench) {
    auto options = options_of(bench);
    options.scope.failures = true;
    count(bench, explore_engine(engine, options));
  }
  as_rates(bench);
}

// Arguments: states, symmetry, workers. On one worker all is done by this thread, and the rates are
// of its processor time, whatever else the machine does.
BENCHMARK(model_alone)
    ->Args({2'000'000, 0, 1})
    ->Args({500'000, 1, 1})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(model_alone)
    ->Args({2'000'000, 0, 2})
    ->Args({500'000, 1, 2})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(with_engine, indexed, "indexed")
    ->Args({50'000, 1, 1})
    ->Args({50'000, 1, 2})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(with_engine, posted, "posted")
    ->Args({50'000, 1, 1})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace claimcheck::explore::claim
