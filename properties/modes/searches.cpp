// SPDX-License-Identifier: MIT
#include "properties/modes/searches.hpp"

#include <array>
#include <utility>

#include "properties/concurrent/probe.hpp"
#include "properties/engines/restrict.hpp"
#include "properties/faults/sweep.hpp"
#include "properties/generate/traces.hpp"

namespace claimcheck::modes {
namespace {

// What is generated, as far as the engine can be asked it.
model::Trace trace_of(const engines::Engine& engine, std::uint64_t seed, std::uint64_t index,
                      judge::Coverage* coverage) {
  auto [trace, left_out, regions] =
      engines::restricted(generate::trace_of(engine.api(), seed, index), engine.api());
  if (coverage) coverage->left_out += left_out;
  return std::move(trace);
}

search::Work random_work(const engines::Engine& engine, std::uint64_t seed) {
  search::Work work;
  work.trace = [&engine, seed](std::uint64_t index) {
    return trace_of(engine, seed, index, nullptr);
  };
  return work;
}

// One trace in so many also ends with the engine destroyed as it is, which takes several runs more.
// Not a multiple of what makes a trace a wide one.
constexpr std::uint64_t destroyed_every = 257;

std::optional<search::Failure> check(const search::SearchContext& context, model::Trace& trace,
                                     std::uint64_t index) {
  if (auto failure = search::check_one(context, trace)) return failure;
  if (index % destroyed_every != 0) return std::nullopt;
  return search::check_destruction(context, trace);
}

// Wide traces, as a fourth of all are. That nothing is left of an operation that failed with any
// error (A4) takes several runs of them.
constexpr std::uint64_t every_error_every = 16;
constexpr std::uint64_t every_error_destroyed_every = 128;

std::optional<search::Failure> check_every_error(const search::SearchContext& context,
                                                 model::Trace trace, std::uint64_t index) {
  if (trace.steps.size() > faults::max_swept) trace.steps.resize(faults::max_swept);
  auto every = faults::with_every_error(context, trace);
  context.running(every);
  if (auto failure = search::check_one(context, every)) return failure;
  if (index % every_error_destroyed_every != every_error_destroyed_every - 1) return std::nullopt;
  return search::check_destruction(context, every);
}

}  // namespace

search::Work check_work(const engines::Engine& engine, std::uint64_t seed,
                        const Generated& generated) {
  search::Work work = random_work(engine, seed);
  work.probe.find = [&engine, seed, generated](const search::SearchContext& context,
                                               std::uint64_t index) {
    auto trace = trace_of(engine, seed, index, context.watch.coverage);
    if (generated) generated(index, trace);
    return check(context, trace, index);
  };
  return work;
}

search::Work fault_work(const engines::Engine& engine, std::uint64_t seed, faults::Matrix& matrix,
                        const Generated& generated) {
  search::Work work = random_work(engine, seed);
  work.probe.find = [&engine, seed, &matrix, generated](
                        const search::SearchContext& context,
                        std::uint64_t index) -> std::optional<search::Failure> {
    const auto trace = trace_of(engine, seed, index, context.watch.coverage);
    constexpr std::uint64_t variants = 2;
    std::array<model::Trace, variants> failing_traces;
    for (std::uint64_t variant = 0; variant < variants; ++variant) {
      failing_traces[variant] =
          faults::with_random_faults(trace, engine.api(), seed, index, variant);
      if (generated) generated(index * variants + variant, failing_traces[variant]);
    }
    if (auto failure = faults::sweep(context, trace, matrix)) return failure;
    if (index % every_error_every == every_error_every - 1) {
      if (auto failure = check_every_error(context, trace, index)) return failure;
    }
    for (auto& failing : failing_traces) {
      context.running(failing);
      if (auto failure = check(context, failing, index)) return failure;
    }
    return std::nullopt;
  };
  return work;
}

search::Work concurrent_work(const engines::Engine& engine, const concurrent::DrawnCases& cases,
                             const Generated& generated) {
  search::Work work;
  work.trace = [&engine, cases](std::uint64_t index) {
    return concurrent::case_of(engine.api(), cases.seed(), cases.number(index));
  };
  work.probe = concurrent::probe(cases);
  if (!generated) return work;
  work.probe.find = [find = std::move(work.probe.find), trace = work.trace, generated](
                        const search::SearchContext& context, std::uint64_t index) {
    generated(index, trace(index));
    return find(context, index);
  };
  return work;
}

}  // namespace claimcheck::modes
