// SPDX-License-Identifier: MIT
#include "properties/mutants/mutant_modes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <sstream>

#include "properties/concurrent/probe.hpp"
#include "properties/explore/claim/exploration.hpp"
#include "properties/modes/searches.hpp"
#include "properties/process/shared_memory.hpp"
#include "smt/mutants/refutation.hpp"

namespace claimcheck::mutants {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int hang_timeout_ms = 2'000;

// Up to the first finding of a search.
Attempt search_for_one(const Target& target, const search::Work& work, std::uint64_t traces,
                       const MutantBudget& budget) {
  search::Options options;
  options.traces = traces;
  options.known = target.known;
  options.max_findings = 1;
  options.hang_timeout_ms = hang_timeout_ms;
  options.deadline = budget.deadline;
  const auto start = Clock::now();
  auto met = start;
  search::Events events;
  events.progress = [](std::uint64_t, std::uint64_t) {};
  events.fails = [&](const model::Trace&, const judge::Defect&, const std::string&) {
    met = Clock::now();
  };
  events.finds = [](const judge::Finding&) {};
  const process::SharedMemory<process::Shared> shared;
  const auto report = search::search(target.engine, work, options, events, *shared);
  if (report.findings.empty()) return {std::nullopt, std::nullopt, report.traces_left == 0};
  const auto& finding = report.findings.front();
  return {Detection{finding.defect.clause, finding.defect.aspect, report.coverage.traces,
                    report.coverage.operations, std::chrono::duration<double>(met - start).count(),
                    finding.trace.steps.size(), finding.reproduced},
          finding, true};
}

Attempt check(const Target& target, std::uint64_t seed, const MutantBudget& budget) {
  return search_for_one(target, modes::check_work(target.engine, seed), budget.traces, budget);
}

Attempt faults(const Target& target, std::uint64_t seed, const MutantBudget& budget) {
  const process::SharedMemory<claimcheck::faults::Matrix> matrix;
  return search_for_one(target, modes::fault_work(target.engine, seed, *matrix),
                        budget.fault_traces, budget);
}

// Every pair, with every failure, and every triple of single operations.
Attempt concurrent(const Target& target, std::uint64_t seed, const MutantBudget& budget) {
  const claimcheck::concurrent::DrawnCases cases(target.engine.api(), seed);
  return search_for_one(target, modes::concurrent_work(target.engine, cases), cases.small_count(),
                        budget);
}

// A scope smaller than that of a run, which is the same every time. An exploration does not stop at
// a finding, so what it counts is of the whole scope: states, and transitions run on the engine.
Attempt explore(const Target& target, std::uint64_t, const MutantBudget& budget) {
  claimcheck::explore::claim::ExploreOptions options;
  options.scope.tags = 1;
  options.scope.extents = 3;
  options.scope.failures = true;
  options.hang_timeout_ms = hang_timeout_ms;
  options.deadline = budget.deadline;
  const auto start = Clock::now();
  const auto report = claimcheck::explore::claim::explore_engine(target.engine, options);
  const std::chrono::duration<double> took = Clock::now() - start;
  for (const auto& finding : report.findings) {
    if (target.known.contains(finding.defect)) continue;
    return {Detection{finding.defect.clause, finding.defect.aspect, report.distinct,
                      report.counts.engine_transitions, took.count(), finding.trace.steps.size(),
                      finding.reproduced},
            finding, true};
  }
  return {std::nullopt, std::nullopt, report.queue == 0};
}

// Of the clauses that an obligation is about, the one that the patch names.
model::Clause blamed_by(const smt::Obligation& obligation, const SeededBug& bug) {
  std::vector<model::Clause> clauses;
  std::istringstream words(obligation.clauses);
  for (std::string word; words >> word;) {
    if (const auto clause = model::parse_clause(word)) clauses.push_back(*clause);
  }
  const auto named = std::ranges::find_first_of(clauses, bug.breaks);
  return named == clauses.end() ? clauses.at(0) : *named;
}

const std::vector<smt::SpecificationMutant>& specification_mutants() {
  try {
    return smt::all_specification_mutants();
  } catch (const smt::NoMutants& error) {
    throw engines::EngineError(error.what());
  }
}

// The same mistake in a specification that is proved: not the engine, but what would have been said
// of it.
Attempt prove(const Target& target, std::uint64_t, const MutantBudget&) {
  const auto& mutants = specification_mutants();
  const auto found =
      std::ranges::find(mutants, target.bug.refuted_as, &smt::SpecificationMutant::name);
  if (found == mutants.end()) {
    throw engines::EngineError(fmt::format("{}: \"Refuted as: {}\" is no specification mutant",
                                           target.bug.name, target.bug.refuted_as));
  }
  const auto start = Clock::now();
  const auto refutation = smt::refute(*found);
  const std::chrono::duration<double> took = Clock::now() - start;
  if (refutation.by_z3.empty()) return {};
  const auto obligations = found->obligations();
  const auto& obligation = *std::ranges::find(obligations, refutation.by_z3, &smt::Obligation::id);
  return {Detection{blamed_by(obligation, target.bug), obligation.id, 0, 0, took.count(), 0, true},
          std::nullopt, true};
}

constexpr std::array modes{
    MutantMode{"check", true, false, check},
    MutantMode{"faults", true, false, faults},
    MutantMode{"concurrent", false, false, concurrent},
    MutantMode{"explore", false, false, explore},
    MutantMode{"prove", false, true, prove},
};

}  // namespace

std::span<const MutantMode> mutant_modes() {
  return modes;
}

}  // namespace claimcheck::mutants
