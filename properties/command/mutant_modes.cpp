// SPDX-License-Identifier: MIT
#include "properties/command/mutant_modes.hpp"

#include <array>

#include "properties/command/searches.hpp"
#include "properties/concurrent/probe.hpp"
#include "properties/explore/claim/exploration.hpp"
#include "properties/hunt/shared_memory.hpp"

namespace claimcheck::command {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int patience_ms = 2'000;

// Up to the first finding of a hunt.
Look hunt_for_one(const driver::Engine& engine, const hunt::Defects& known, const hunt::Work& work,
                  std::uint64_t traces, const MutantBudget& budget) {
  hunt::Options options;
  options.traces = traces;
  options.known = known;
  options.most_findings = 1;
  options.patience_ms = patience_ms;
  options.deadline = budget.deadline;
  const auto start = Clock::now();
  auto met = start;
  hunt::Events events;
  events.progress = [](std::uint64_t, std::uint64_t) {};
  events.fails = [&](const model::Trace&, const check::Defect&, const std::string&) {
    met = Clock::now();
  };
  events.finds = [](const hunt::Finding&) {};
  const hunt::SharedMemory<hunt::Shared> shared;
  const auto report = hunt::hunt(engine, work, options, events, *shared);
  if (report.findings.empty()) return {std::nullopt, report.traces_left == 0};
  const auto& finding = report.findings.front();
  return {Catch{finding.defect.clause, finding.defect.aspect, report.coverage.traces,
                report.coverage.operations, std::chrono::duration<double>(met - start).count(),
                finding.trace.steps.size(), finding.reproduced},
          true};
}

Look check(const driver::Engine& engine, const hunt::Defects& known, std::uint64_t seed,
           const MutantBudget& budget) {
  return hunt_for_one(engine, known, check_work(seed), budget.traces, budget);
}

Look faults(const driver::Engine& engine, const hunt::Defects& known, std::uint64_t seed,
            const MutantBudget& budget) {
  const hunt::SharedMemory<claimcheck::faults::Matrix> matrix;
  return hunt_for_one(engine, known, fault_work(engine, seed, *matrix), budget.fault_traces,
                      budget);
}

// Every pair, with every failure, and every triple of single operations.
Look concurrent(const driver::Engine& engine, const hunt::Defects& known, std::uint64_t seed,
                const MutantBudget& budget) {
  return hunt_for_one(engine, known, concurrent_work(engine, seed),
                      claimcheck::concurrent::exhaustive_cases(), budget);
}

// A scope smaller than that of a run, which is the same every time. An exploration does not stop at
// a finding, so what it counts is of the whole scope: states, and edges run on the engine.
Look explore(const driver::Engine& engine, const hunt::Defects& known, std::uint64_t,
             const MutantBudget& budget) {
  claimcheck::explore::claim::ExploreOptions options;
  options.scope.tags = 1;
  options.scope.extents = 3;
  options.scope.failures = true;
  options.patience_ms = patience_ms;
  options.deadline = budget.deadline;
  const auto start = Clock::now();
  const auto report = claimcheck::explore::claim::explore_engine(engine, options);
  const std::chrono::duration<double> took = Clock::now() - start;
  for (const auto& finding : report.findings) {
    if (known.contains(finding.defect)) continue;
    return {Catch{finding.defect.clause, finding.defect.aspect, report.distinct,
                  report.counts.engine_edges, took.count(), finding.trace.steps.size(),
                  finding.reproduced},
            true};
  }
  return {std::nullopt, report.queue == 0};
}

constexpr std::array modes{
    MutantMode{"check", true, check},
    MutantMode{"faults", true, faults},
    MutantMode{"concurrent", false, concurrent},
    MutantMode{"explore", false, explore},
};

}  // namespace

std::span<const MutantMode> mutant_modes() {
  return modes;
}

}  // namespace claimcheck::command
