// SPDX-License-Identifier: MIT
#include "properties/command/searches.hpp"

#include "properties/concurrent/probe.hpp"
#include "properties/faults/sweep.hpp"

namespace claimcheck::command {
namespace {

hunt::Work generated(std::uint64_t seed) {
  hunt::Work work;
  work.trace = [seed](std::uint64_t index) { return hunt::trace_of(seed, index); };
  return work;
}

}  // namespace

hunt::Work check_work(std::uint64_t seed) {
  hunt::Work work = generated(seed);
  work.probe.find = [seed](const hunt::Probing& probing, std::uint64_t index) {
    auto trace = hunt::trace_of(seed, index);
    return hunt::check_one(probing, trace);
  };
  return work;
}

hunt::Work fault_work(const driver::Engine& engine, std::uint64_t seed, faults::Matrix& matrix) {
  hunt::Work work = generated(seed);
  work.probe.find = [&engine, seed, &matrix](const hunt::Probing& probing, std::uint64_t index) {
    auto trace = hunt::trace_of(seed, index);
    if (auto failure = faults::sweep(probing, trace, matrix)) return failure;
    trace = faults::with_random_faults(std::move(trace), engine.api(), seed, index);
    probing.running(trace);
    return hunt::check_one(probing, trace);
  };
  return work;
}

hunt::Work concurrent_work(const driver::Engine& engine, std::uint64_t seed) {
  hunt::Work work;
  work.trace = [&engine, seed](std::uint64_t index) {
    return concurrent::case_of(engine.api(), seed, index);
  };
  work.probe = concurrent::probe(seed);
  return work;
}

}  // namespace claimcheck::command
