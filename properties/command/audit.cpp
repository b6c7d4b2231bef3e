// SPDX-License-Identifier: MIT
#include "properties/command/audit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <sstream>
#include <thread>

#include "model/trace/trace_text.hpp"
#include "properties/judge/conformance.hpp"
#include "properties/options/options.hpp"
#include "smt/mutants/specification_mutant.hpp"
#include "smt/solvers/cvc5.hpp"
#include "smt/solvers/z3.hpp"
#include "smt/validation/audit.hpp"

namespace claimcheck::command {
namespace {

template <class Names>
void print_names(const char* lead, const Names& names) {
  fmt::print("  {}: {}\n", lead, names.size());
  for (const auto& name : names) fmt::print("    {}\n", name);
}

void print_proofs(const smt::Audit& audit) {
  std::size_t proved = 0, hypotheses = 0, needed = 0;
  for (const auto& entry : audit.entries) {
    proved += entry.proved();
    hypotheses += entry.obligation.hypotheses.size();
    needed += entry.needed.hypotheses.size();
    if (!entry.proved()) fmt::print("  NOT PROVED {}\n", entry.obligation.id);
  }
  fmt::print("proofs: {} of {} by Z3 {} and cvc5 {}\n", proved, audit.entries.size(),
             smt::solve::z3_version(),
             smt::solve::has_cvc5() ? smt::solve::cvc5_version() : "(not installed)");
  fmt::print("  {} of {} hypotheses are in a core; the others are listed in smt/LEDGER.md\n",
             needed, hypotheses);
}

void print_points(const smt::DifferentialCheck& check) {
  if (!check.false_statement.empty()) fmt::print("  FALSE: {}\n", check.false_statement);
  print_names("proved points that were never run", check.unreached);
  print_names("points that were run and are not proved", check.unproved);
}

void print_differential_check(const smt::DifferentialCheck& check) {
  fmt::print("differential check: {} runs of the claim, on every state of a small scope\n",
             check.runs);
  fmt::print(
      "  {} times a run passed a point: its formulas were evaluated there, and {} values of "
      "the state compared\n",
      check.points, check.values);
  print_names("differences", check.differences);
  print_points(check);
}

void print_admission(const smt::DifferentialCheck& check) {
  fmt::print("  {} runs of admission passed {} points\n", check.runs, check.points);
  print_points(check);
}

void print_world(const smt::TransitionCheck& world) {
  fmt::print(
      "transitions: {} formulas evaluated in {} states of the model and on each step there\n",
      world.formulas, world.states);
  for (const auto& [transition, steps] : world.steps) fmt::print("  {:>8} {}\n", steps, transition);
  print_names("differences", world.differences);
}

void print_seeds(const smt::Audit& audit) {
  const smt::Spread* widest = nullptr;
  unsigned changed = 0;
  std::uint64_t most = 0;
  const auto ratio = [](const smt::Spread& s) {
    return static_cast<double>(s.max_rlimit) /
           static_cast<double>(std::max<std::uint64_t>(s.min_rlimit, 1));
  };
  for (const auto& spread : audit.spreads) {
    changed += spread.not_proved;
    most = std::max(most, spread.max_rlimit);
    if (!widest || ratio(spread) > ratio(*widest)) widest = &spread;
    if (spread.not_proved) fmt::print("  CHANGED {}\n", spread.id);
  }
  fmt::print("seeds: {} with a reordering each, {} verdicts changed; at most {} of {} rlimit\n",
             smt::audit_seeds, changed, most, smt::solve::default_budget_rlimit);
  if (widest) {
    fmt::print("  widest spread: {} took {} to {}\n", widest->id, widest->min_rlimit,
               widest->max_rlimit);
  }
}

// The counter-model of a mutant of the claim as a trace: there the mutant goes wrong, and the model
// and the indexed engine do not. False where they do.
bool replay_counter_trace(const smt::SpecificationMutantResult& result, bool with_models) {
  const auto& counter = result.counter;
  if (!counter.trace) {
    if (!counter.why_none.empty()) fmt::print("    not a trace: {}\n", counter.why_none);
    return true;
  }
  const auto difference = judge::run(engines::Engine::named("indexed"), *counter.trace);
  fmt::print(
      "    as a trace: the mutant differs in its {} after {} operations; model and indexed engine "
      "{}\n",
      result.parts_in.empty() ? "NOTHING" : result.parts_in, counter.trace->steps.size(),
      difference ? "DIFFER: " + difference->message : "hold");
  if (with_models) {
    std::istringstream lines(model::print(model::document(judge::with_outcomes(*counter.trace))));
    for (std::string line; std::getline(lines, line);) fmt::print("      {}\n", line);
  }
  return !difference;
}

void print_mutant(const smt::SpecificationMutantResult& result, bool with_models) {
  const auto& refutation = result.refutation;
  const auto shown = [](const std::string& text) { return text.empty() ? "NOT REFUTED" : text; };
  fmt::print("  {}: {}\n    refuted by Z3: {}, by cvc5: {}\n", result.name, result.description,
             shown(refutation.by_z3), shown(refutation.by_cvc5));
  if (result.is_run) {
    fmt::print("    when run: {}\n",
               result.false_statement.empty() ? "NOT CAUGHT" : result.false_statement);
  }
  if (!with_models) return;
  fmt::print("    false: {}\n", refutation.sentence);
  std::istringstream lines(refutation.counter_model);
  for (std::string line; std::getline(lines, line);) fmt::print("      {}\n", line);
}

options::ExitStatus audit(bool with_models) {
  const auto threads = std::max(1u, std::thread::hardware_concurrency());
  const auto audit = smt::audit(
      threads, [](const std::string& what) { fmt::print(stderr, "audit: {} ...\n", what); });
  print_proofs(audit);
  print_names("hypotheses that no solver found a state for", audit.vacuous);
  print_differential_check(audit.claim);
  print_admission(audit.admission);
  print_world(audit.world);
  print_seeds(audit);
  fmt::print("specification mutants: {}\n", audit.specification_mutants.size());
  bool replayed = true;
  for (const auto& result : audit.specification_mutants) {
    print_mutant(result, with_models);
    replayed = replay_counter_trace(result, with_models) && replayed;
  }
  if (audit.holds() && replayed) {
    fmt::print("nothing was found against the proofs\n");
    return options::ExitStatus::holds;
  }
  if (!smt::solve::has_cvc5()) fmt::print("cvc5 is not installed: there is no second opinion\n");
  fmt::print("the audit did not pass\n");
  return audit.has_verdict() ? options::ExitStatus::broken : options::ExitStatus::no_verdict;
}

}  // namespace

void add_audit(CLI::App& app, options::ExitStatus& status) {
  const auto with_models = std::make_shared<bool>(false);
  auto* command = app.add_subcommand("audit", "Prove everything afresh, and try to discredit it");
  command->add_flag("--counter-models", *with_models,
                    "Show for each specification mutant what refutes it");
  command->callback([with_models, &status] {
    try {
      status = audit(*with_models);
    } catch (const smt::NoMutants& error) {
      throw options::UsageError(error.what());
    }
  });
}

}  // namespace claimcheck::command
