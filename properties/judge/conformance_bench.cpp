// SPDX-License-Identifier: MIT
// How many operations a second are checked on one core, and what each part of that costs. All
// figures count operations (items) of the same random traces but for those of the large region.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "model/step.hpp"
#include "model/theorems.hpp"
#include "properties/engines/translate.hpp"
#include "properties/generate/traces.hpp"
#include "properties/judge/conformance.hpp"

namespace claimcheck::judge {
namespace {

constexpr std::uint64_t trace_count = 1000;

model::Trace generated(std::uint64_t index) {
  static const auto generator = generate::traces();
  const auto size = static_cast<int>(index % 100);
  return generator(rc::Random(rc::Random::Key{1, index, 0, 0}), size).value();
}

// Extents of one align each, offered in groups of ten, and half as many claims as there are groups,
// read and given back.
model::Trace large_region(std::uint32_t groups) {
  model::Trace trace;
  model::RegionSetup region;
  region.base = std::uint64_t{4} << 30;
  region.size = groups * 10 * region.align;
  trace.setup.regions.push_back(region);
  const auto add = [&](model::Operation operation) { trace.steps.push_back({operation, {}, {}}); };
  for (std::uint32_t group = 0; group < groups; ++group) {
    model::Offer offer;
    offer.tag.bytes = {1, static_cast<std::uint8_t>(group >> 8), static_cast<std::uint8_t>(group)};
    for (std::uint32_t member = 0; member < 10; ++member) {
      offer.members.push_back(
          {region.base + (group * 10u + member) * region.align, region.align, 0, false});
    }
    trace.tags.push_back({fmt::format("G{}", group), offer.tag});
    add(offer);
  }
  for (std::uint32_t round = 0; round < groups / 2; ++round) {
    const auto& tag = trace.tags[round * 37 % groups].uuid;
    add(model::WriteUuid{{0, 0}, fmt::format("{}\n", to_string(tag))});
    add(model::ReadSize{{0, 0}});
    add(model::WriteSize{{0, 0}, "0\n"});
  }
  return trace;
}

const std::vector<model::Trace>& small_traces() {
  static const auto traces = [] {
    std::vector<model::Trace> list;
    for (std::uint64_t index = 0; index < trace_count; ++index) list.push_back(generated(index));
    return list;
  }();
  return traces;
}

// The first operations of those that have so many.
const std::vector<model::Trace>& traces_of_25() {
  static const auto traces = [] {
    std::vector<model::Trace> list;
    for (std::uint64_t index = 0; list.size() < trace_count / 4; ++index) {
      auto trace = generated(index);
      if (trace.steps.size() < 25) continue;
      trace.steps.resize(25);
      list.push_back(std::move(trace));
    }
    return list;
  }();
  return traces;
}

template <std::uint32_t groups>
const std::vector<model::Trace>& large_traces() {
  static const std::vector<model::Trace> traces = {large_region(groups)};
  return traces;
}

using Traces = const std::vector<model::Trace>& (*)();

std::int64_t operations_of(const std::vector<model::Trace>& traces) {
  std::int64_t count = 0;
  for (const auto& trace : traces) count += static_cast<std::int64_t>(trace.steps.size());
  return count;
}

template <class Work>
void measure(benchmark::State& state, Traces traces, Work work) {
  for (auto _ : state) {
    for (const auto& trace : traces()) work(trace);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * operations_of(traces()));
}

void check(benchmark::State& state, Traces traces, const engines::Engine& engine) {
  measure(state, traces, [&](const model::Trace& trace) {
    if (run(engine, trace)) state.SkipWithError("a difference on the indexed engine");
  });
}

void checked(benchmark::State& state, Traces traces) {
  check(state, traces, engines::Engine::named("indexed"));
}

// The same engine, which shows no parts of itself.
void checked_as_a_whole(benchmark::State& state, Traces traces) {
  check(state, traces, engines::Engine::of(*engines::Engine::named("indexed").shared_api()));
}

void model_alone(benchmark::State& state, Traces traces) {
  measure(state, traces, [](const model::Trace& trace) {
    auto now = model::initial_state(trace.setup);
    for (const auto& step : trace.steps) {
      benchmark::DoNotOptimize(
          model::step<model::Checks::on>(trace.setup, now, step.operation).result);
    }
  });
}

void theorems(benchmark::State& state, Traces traces) {
  measure(state, traces, [](const model::Trace& trace) {
    auto now = model::initial_state(trace.setup);
    for (const auto& step : trace.steps) {
      model::step<model::Checks::off>(trace.setup, now, step.operation);
      benchmark::DoNotOptimize(model::false_theorem(trace.setup, now));
    }
  });
}

void engine_alone(benchmark::State& state, Traces traces) {
  const auto engine = engines::Engine::named("indexed");
  measure(state, traces, [&](const model::Trace& trace) {
    engines::Instance instance(engine, trace.setup);
    for (const auto& step : trace.steps) {
      instance.environment().begin({});
      const engines::Translated translated(step.operation);
      claimcheck_outcome outcome{};
      instance.running().apply(translated.get(), outcome);
    }
  });
}

void engine_and_snapshot(benchmark::State& state, Traces traces) {
  const auto engine = engines::Engine::named("indexed");
  engines::Snapshot snapshot;
  measure(state, traces, [&](const model::Trace& trace) {
    engines::Instance instance(engine, trace.setup);
    auto now = model::initial_state(trace.setup);
    for (const auto& step : trace.steps) {
      instance.environment().begin({});
      const engines::Translated translated(step.operation);
      claimcheck_outcome outcome{};
      instance.running().apply(translated.get(), outcome);
      model::step<model::Checks::off>(trace.setup, now, step.operation);
      engines::take(instance.running(), snapshot);
      if (engines::compare(trace.setup, now, snapshot)) state.SkipWithError("a difference");
    }
  });
}

void generation(benchmark::State& state) {
  std::int64_t operations = 0;
  for (auto _ : state) {
    for (std::uint64_t index = 0; index < trace_count; ++index) {
      operations += static_cast<std::int64_t>(generated(index).steps.size());
    }
  }
  state.SetItemsProcessed(operations);
}

BENCHMARK(generation);
BENCHMARK_CAPTURE(checked, small, small_traces);
BENCHMARK_CAPTURE(checked, of_25_operations, traces_of_25);
BENCHMARK_CAPTURE(model_alone, small, small_traces);
BENCHMARK_CAPTURE(theorems, small, small_traces);
BENCHMARK_CAPTURE(engine_alone, small, small_traces);
BENCHMARK_CAPTURE(engine_and_snapshot, small, small_traces);
BENCHMARK_CAPTURE(checked, of_1000_extents, large_traces<100>);
BENCHMARK_CAPTURE(checked, of_100000_extents, large_traces<10'000>);
BENCHMARK_CAPTURE(checked_as_a_whole, of_1000_extents, large_traces<100>);
BENCHMARK_CAPTURE(model_alone, of_1000_extents, large_traces<100>);
BENCHMARK_CAPTURE(theorems, of_1000_extents, large_traces<100>);
BENCHMARK_CAPTURE(engine_alone, of_1000_extents, large_traces<100>);
BENCHMARK_CAPTURE(engine_and_snapshot, of_1000_extents, large_traces<100>);

}  // namespace
}  // namespace claimcheck::judge

BENCHMARK_MAIN();
