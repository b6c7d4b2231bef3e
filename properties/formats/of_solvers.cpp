// SPDX-License-Identifier: MIT
#include "properties/formats/of_solvers.hpp"

#include <fmt/format.h>

#include "properties/report/report.hpp"

namespace claimcheck::formats {
namespace {

Outcome outcome_of(options::ExitStatus status) {
  switch (status) {
    case options::ExitStatus::holds:
      return Outcome::passes;
    case options::ExitStatus::broken:
      return Outcome::fails;
    default:
      return Outcome::no_verdict;
  }
}

Results begun(std::string command, options::ExitStatus status, std::int64_t started_ms) {
  Results results;
  results.command = std::move(command);
  results.version = report::version;
  results.status = status;
  results.started_ms = started_ms;
  results.ended_ms = now_ms();
  return results;
}

}  // namespace

Results results_of(const std::vector<report::MutantRow>& rows, std::int64_t started_ms) {
  auto results = begun("mutants", report::verdict(rows), started_ms);
  results.engine = "the seeded bugs";
  results.subject = "impl/mutants";
  for (const auto& row : rows) {
    Case one;
    one.suite = "mutants";
    one.name = row.bug.name;
    one.outcome = outcome_of(row.status());
    one.message = row.complaint();
    one.details = fmt::format("{}\nbreaks {}, found by {}\n", row.bug.description,
                              mutants::clause_names(row.bug.breaks), row.bug.found_by);
    if (row.bug.breaks.size() == 1) one.clause = name(row.bug.breaks.front());
    one.trace.file = fmt::format("impl/mutants/{}.patch", row.bug.name);
    results.cases.push_back(std::move(one));
  }
  results.verdict =
      fmt::format("{} seeded bugs caught as their patches say, {} not, {} without a verdict",
                  count(results.cases, Outcome::passes), count(results.cases, Outcome::fails),
                  count(results.cases, Outcome::no_verdict));
  finish(results);
  return results;
}

namespace {

Case obligation_case(const smt::Entry& entry) {
  const auto& obligation = entry.obligation;
  Case one;
  one.suite = "obligations";
  one.name = obligation.id;
  one.details = obligation.sentence + "\n";
  one.sources = {{obligation.file, static_cast<std::size_t>(obligation.line)}};
  if (entry.proved()) return one;
  one.outcome = entry.refuted() ? Outcome::fails : Outcome::no_verdict;
  one.message = fmt::format("Z3 {}, cvc5 {}", smt::solve::to_string(entry.z3.status),
                            smt::solve::to_string(entry.cvc5.status));
  return one;
}

Case check_case(const report::AuditCheck& check, bool is_finished) {
  Case one;
  one.suite = "audit";
  one.name = check.name;
  one.details = check.what + "\n";
  if (!check.against.empty()) {
    one.outcome = Outcome::fails;
    one.message = check.against.front();
    for (const auto& line : check.against) one.details += line + "\n";
  } else if (!is_finished) {
    one.outcome = Outcome::no_verdict;
    one.message = "the audit was ended early";
  }
  return one;
}

Case mutant_case(const smt::SpecificationMutantResult& result, const std::string& differing) {
  Case one;
  one.suite = "specification mutants";
  one.name = result.name;
  one.outcome = outcome_of(report::status(result, differing));
  one.message = report::complaint(result, differing);
  one.details = result.description + "\n";
  return one;
}

}  // namespace

Results results_of(const std::vector<smt::Entry>& entries, options::ExitStatus status,
                   std::int64_t started_ms) {
  auto results = begun("prove", status, started_ms);
  results.engine = "the contract";
  results.subject = "smt/LEDGER.md";
  for (const auto& entry : entries) results.cases.push_back(obligation_case(entry));
  results.verdict =
      fmt::format("{} of {} proved, {} refuted", count(results.cases, Outcome::passes),
                  entries.size(), count(results.cases, Outcome::fails));
  finish(results);
  return results;
}

Results results_of(const report::AuditReport& report, std::int64_t started_ms) {
  const auto& audit = report.audit;
  auto results = begun("audit", report::verdict(report), started_ms);
  results.engine = "the proofs";
  results.subject = "smt/LEDGER.md";
  for (const auto& entry : audit.entries) results.cases.push_back(obligation_case(entry));
  for (const auto& check : report::checks_of(audit)) {
    results.cases.push_back(check_case(check, audit.is_finished));
  }
  for (std::size_t i = 0; i < audit.specification_mutants.size(); ++i) {
    results.cases.push_back(mutant_case(audit.specification_mutants[i], report.differing[i]));
  }
  results.verdict = results.status == options::ExitStatus::holds
                        ? "nothing was found against the proofs"
                    : audit.is_finished ? "the audit did not pass"
                                        : "no verdict: the audit was ended early";
  finish(results);
  return results;
}

}  // namespace claimcheck::formats
