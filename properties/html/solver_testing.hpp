// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "properties/html/html_testing.hpp"
#include "properties/html/solver_pages.hpp"

// What tests of the solvers' pages make pages of.

namespace claimcheck::html {

inline std::vector<report::MutantRow> mutant_rows() {
  using model::Clause;
  const auto detection = [](std::uint64_t traces) {
    return mutants::Detection{Clause::T2, "outcome", traces, 5 * traces, 0.1, 3, true};
  };
  std::vector<report::MutantRow> rows;
  rows.push_back({{"101-caught", "One <mistake>.", {Clause::T2}, "check", "of_a_text"},
                  {{"check", 3, 0, {detection(10), detection(20), detection(30)}},
                   {"prove", 1, 0, {{Clause::T2, "claim.dense", 0, 0, 0.5, 0, true}}}},
                  {}});
  rows.push_back({{"102-missed", "Another.", {Clause::T3}, "check", ""},
                  {{"check", 3, 0, {detection(7)}}},
                  {}});
  rows.push_back(
      {{"103-unfinished", "A third.", {Clause::A1}, "faults", ""}, {{"faults", 3, 3, {}}}, {}});
  const auto replayed = replayed_threads();
  const judge::Finding finding = judge::finding_of(*replayed.difference, replayed.trace, "wrong");
  rows[0].film =
      film_of_bug(testing::engine_with<WrongInTheSecondThread>(), rows[0].bug, finding, 1);
  return rows;
}

// Of two obligations one is refuted, of one no state was found; a mutant is not refuted by cvc5.
inline report::AuditReport audit_report() {
  using smt::solve::Status;
  smt::Obligation holds;
  holds.id = "claim.vacuous";
  holds.sentence = "a group <is> dense";
  holds.clauses = "T2 M2";
  holds.file = "smt/a.hpp";
  holds.line = 7;
  auto wrong = holds;
  wrong.id = "claim.wrong";
  report::AuditReport report;
  auto& audit = report.audit;
  audit.entries = {{holds, holds, {Status::proved, "", 1234, ""}, {Status::proved, "", 0, ""}, {}},
                   {wrong, wrong, {Status::refuted, "", 99, ""}, {Status::refuted, "", 0, ""}, {}}};
  audit.vacuous = {"claim.vacuous"};
  audit.of_small = {"claim.small"};
  audit.spreads = {{"claim.vacuous", 1, 2, 0}};
  smt::SpecificationMutantResult caught;
  caught.name = "stops_early";
  caught.description = "The undo stops early.";
  caught.refutation.by_z3 = caught.refutation.by_cvc5 = "claim.refutes";
  auto open = caught;
  open.name = "not_seen";
  open.refutation.by_cvc5.clear();
  audit.specification_mutants = {caught, open};
  report.differing = {"", ""};
  return report;
}

}  // namespace claimcheck::html
