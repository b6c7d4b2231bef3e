// SPDX-License-Identifier: MIT
#include "properties/command/mutant_modes.hpp"

#include <array>

#include "properties/command/searches.hpp"
#include "properties/concurrent/probe.hpp"
#include "properties/hunt/shared_memory.hpp"

namespace claimcheck::command {
namespace {

using Clock = std::chrono::steady_clock;

// Up to the first finding of a hunt.
Look hunt_for_one(const driver::Engine& engine, const hunt::Defects& known, const hunt::Work& work,
                  std::uint64_t traces, const MutantBudget& budget) {
  hunt::Options options;
  options.traces = traces;
  options.known = known;
  options.most_findings = 1;
  options.patience_ms = 2'000;
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

constexpr std::array modes{
    MutantMode{"check", true, check},
    MutantMode{"faults", true, faults},
    MutantMode{"concurrent", false, concurrent},
};

}  // namespace

std::span<const MutantMode> mutant_modes() {
  return modes;
}

}  // namespace claimcheck::command
