// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "properties/formats/gather.hpp"

namespace claimcheck::formats {
namespace {

Case clause_case(const report::AssuranceRow& row) {
  const auto& clause = info(row.clause);
  Case one;
  one.suite = clause_suite;
  one.name = fmt::format("{} {}", clause.name, clause.sentence);
  one.clause = clause.name;
  const auto& exercised = row.exercised;
  one.details = fmt::format(
      "check {}, faults {}, concurrent {}, explore {}\nproved by {}\nseeded bugs found {}\n",
      exercised.check, exercised.faults, exercised.concurrent, exercised.explore,
      row.theorems.empty() ? "nothing" : fmt::format("{}", fmt::join(row.theorems, " ")),
      row.bugs.empty() ? "none" : fmt::format("{}", fmt::join(row.bugs, " ")));
  if (row.broken) {
    one.outcome = Outcome::fails;
    one.message = "broken";
  } else if (row.kinds() == 0) {
    one.outcome = Outcome::no_verdict;
    one.message = "nothing is known of it";
  }
  return one;
}

}  // namespace

Results results_of(const report::Assurance& assurance, std::int64_t started_ms) {
  Results results;
  results.command = "assurance";
  results.version = report::version;
  results.engine = "indexed";
  results.status = report::verdict(assurance);
  results.subject = "docs/contract.md";
  results.started_ms = started_ms;
  results.ended_ms = now_ms();
  for (const auto& row : assurance.rows) results.cases.push_back(clause_case(row));
  results.verdict =
      fmt::format("{} clauses have evidence, {} are broken, {} have none{}",
                  count(results.cases, Outcome::passes), count(results.cases, Outcome::fails),
                  count(results.cases, Outcome::no_verdict),
                  assurance.is_finished ? "" : "; it was ended early");
  finish(results);
  return results;
}

}  // namespace claimcheck::formats
