// SPDX-License-Identifier: MIT
#include "properties/modes/searches.hpp"

#include "properties/concurrent/probe.hpp"
#include "properties/faults/sweep.hpp"

namespace claimcheck::modes {
namespace {

search::Work generated(const engines::Engine& engine, std::uint64_t seed) {
  search::Work work;
  work.trace = [&engine, seed](std::uint64_t index) {
    return search::trace_of(engine, seed, index);
  };
  return work;
}

}  // namespace

search::Work check_work(const engines::Engine& engine, std::uint64_t seed) {
  search::Work work = generated(engine, seed);
  work.probe.find = [&engine, seed](const search::SearchContext& context, std::uint64_t index) {
    auto trace = search::trace_of(engine, seed, index);
    return search::check_one(context, trace);
  };
  return work;
}

search::Work fault_work(const engines::Engine& engine, std::uint64_t seed, faults::Matrix& matrix) {
  search::Work work = generated(engine, seed);
  work.probe.find = [&engine, seed, &matrix](const search::SearchContext& context,
                                             std::uint64_t index) {
    auto trace = search::trace_of(engine, seed, index);
    if (auto failure = faults::sweep(context, trace, matrix)) return failure;
    trace = faults::with_random_faults(std::move(trace), engine.api(), seed, index);
    context.running(trace);
    return search::check_one(context, trace);
  };
  return work;
}

search::Work concurrent_work(const engines::Engine& engine, std::uint64_t seed) {
  search::Work work;
  work.trace = [&engine, seed](std::uint64_t index) {
    return concurrent::case_of(engine.api(), seed, index);
  };
  work.probe = concurrent::probe(seed);
  return work;
}

}  // namespace claimcheck::modes
