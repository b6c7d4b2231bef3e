// SPDX-License-Identifier: MIT
#include "properties/report/audit_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "properties/judge/conformance.hpp"

namespace claimcheck::report {
namespace {

void add(std::vector<std::string>& against, const std::string& lead, const auto& names) {
  for (const auto& name : names) against.push_back(lead + name);
}

std::vector<std::string> against(const smt::DifferentialCheck& check) {
  std::vector<std::string> all;
  if (!check.false_statement.empty()) all.push_back("false when run: " + check.false_statement);
  add(all, "proved, and never run: ", check.unreached);
  add(all, "run, and not proved: ", check.unproved);
  add(all, "differs: ", check.differences);
  return all;
}

AuditCheck of_seeds(const smt::Audit& audit) {
  AuditCheck check{
      "other seeds and orders change no verdict",
      fmt::format("{} obligations, {} seeds each", audit.spreads.size(), smt::audit_seeds),
      {}};
  for (const auto& spread : audit.spreads) {
    if (spread.not_proved == 0) continue;
    check.against.push_back(
        fmt::format("{}: not proved with {} seeds", spread.id, spread.not_proved));
  }
  return check;
}

AuditCheck of_weakenings(const smt::Audit& audit) {
  const auto noticed = std::ranges::count_if(audit.weakenings, &smt::WeakeningResult::is_noticed);
  AuditCheck check{"specifications that are made weaker are noticed",
                   fmt::format("{} of {}", noticed, audit.weakenings.size()),
                   {}};
  if (!smt::enough_noticed(audit.weakenings)) {
    check.against.push_back(fmt::format("less than {} % are", smt::least_noticed_percent));
  }
  return check;
}

}  // namespace

AuditReport with_counter_traces(smt::Audit audit) {
  AuditReport report{std::move(audit), {}};
  for (const auto& result : report.audit.specification_mutants) {
    report.differing.emplace_back();
    if (!result.counter.trace) continue;
    const auto difference = judge::run(engines::Engine::named("indexed"), *result.counter.trace);
    if (difference) report.differing.back() = difference->message;
  }
  return report;
}

std::vector<AuditCheck> checks_of(const smt::Audit& audit) {
  std::size_t steps = 0;
  for (const auto& [transition, count] : audit.world.steps) steps += count;
  AuditCheck vacuous{
      "every hypothesis can be met", fmt::format("{} obligations", audit.entries.size()), {}};
  add(vacuous.against, "no state was found for ", audit.vacuous);
  add(vacuous.against, "no state of five members was found for ", audit.of_few);
  add(vacuous.against, "a number is kept below what the contract allows by ", audit.of_small);
  AuditCheck trivial{
      "no goal is true of itself", fmt::format("{} obligations", audit.entries.size()), {}};
  add(trivial.against, "true whatever is assumed: ", audit.trivial);
  AuditCheck statements{"the theorems that are proved are those of the model, true and false",
                        fmt::format("{} spoiled states", audit.statements.states),
                        audit.statements.differences};
  for (const auto& [theorem, states] : audit.statements.rejected) {
    if (states == 0) statements.against.push_back(theorem + " is false of no spoiled state");
  }
  AuditCheck rogues{"no step passes that changes what a lock guards without it",
                    fmt::format("{} steps", audit.rogues.steps),
                    {}};
  add(rogues.against, "allowed: ", audit.rogues.passed);
  add(rogues.against, "not decided: ", audit.rogues.undecided);
  return {std::move(vacuous),
          {"the claim that is proved is the claim that runs",
           fmt::format("{} runs, {} points passed, {} values compared", audit.claim.runs,
                       audit.claim.points, audit.claim.values),
           against(audit.claim)},
          {"the admission that is proved is the admission that runs",
           fmt::format("{} runs, {} points passed", audit.admission.runs, audit.admission.points),
           against(audit.admission)},
          {"the model takes the transitions that are proved, and no other",
           fmt::format("{} states, {} steps, {} formulas", audit.world.states, steps,
                       audit.world.formulas),
           audit.world.differences},
          std::move(statements),
          std::move(rogues),
          of_seeds(audit),
          std::move(trivial),
          of_weakenings(audit)};
}

std::string complaint(const smt::SpecificationMutantResult& result, const std::string& differing) {
  const auto& refutation = result.refutation;
  if (refutation.by_z3.empty() && refutation.by_cvc5.empty()) return "not refuted";
  if (refutation.by_z3.empty()) return "not refuted by Z3";
  if (refutation.by_cvc5.empty()) return "not refuted by cvc5";
  if (result.is_run && result.false_statement.empty()) return "not caught when it is run";
  if (result.counter.trace && result.parts_in.empty()) return "its counter-model is no trace of it";
  if (!differing.empty()) return "model and engine differ on its counter-model: " + differing;
  return "";
}

options::ExitStatus status(const smt::SpecificationMutantResult& result,
                           const std::string& differing) {
  if (complaint(result, differing).empty()) return options::ExitStatus::holds;
  const auto& refutation = result.refutation;
  const bool has_verdict = !refutation.by_z3.empty() && !refutation.by_cvc5.empty();
  return has_verdict ? options::ExitStatus::broken : options::ExitStatus::no_verdict;
}

options::ExitStatus verdict(const AuditReport& report) {
  const auto& audit = report.audit;
  const bool differs =
      !std::ranges::all_of(report.differing, [](const std::string& text) { return text.empty(); });
  if (audit.holds() && !differs) return options::ExitStatus::holds;
  const bool is_refuted = std::ranges::any_of(audit.entries, &smt::Entry::refuted);
  return audit.has_verdict() || is_refuted ? options::ExitStatus::broken
                                           : options::ExitStatus::no_verdict;
}

}  // namespace claimcheck::report
