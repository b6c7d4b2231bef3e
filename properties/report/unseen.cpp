// SPDX-License-Identifier: MIT
#include "properties/report/unseen.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace claimcheck::report {
namespace {

using model::Clause;

void add_of_threads(const judge::Coverage& coverage, std::vector<Unseen>& all) {
  if (coverage.executions == 0) return;
  if (never_met(coverage)) {
    all.push_back({{Clause::C1, Clause::C2, Clause::C3},
                   true,
                   "threads (C1, C2, C3): the engine takes no step at which two could meet"});
    return;
  }
  if (coverage.plain_accesses == 0) {
    all.push_back({{Clause::C3}, false, "no data race (C3): the engine announces no access"});
  }
  if (coverage.locks == 0) {
    all.push_back({{Clause::C3}, false, "no deadlock (C3): the engine announces no lock"});
  }
}

void add_of_failures(const RunReport& report, std::vector<Unseen>& all) {
  if (!report.modes.faults) return;
  if (report.sites.empty()) {
    all.push_back({{Clause::A2, Clause::A3},
                   true,
                   "failures (A2, A3): the engine has no step that can be made to fail"});
  }
  const auto add_wait = [&](Clause clause, const char* site) {
    if (std::ranges::find(report.sites, site) != report.sites.end()) return;
    all.push_back({{clause},
                   true,
                   fmt::format("interrupted waits ({}): the engine has no site {}",
                               model::name(clause), site)});
  };
  add_wait(Clause::W3, "region-lock");
  add_wait(Clause::W5, "device-lock");
}

void add_of_warnings(const RunReport& report, std::vector<Unseen>& all) {
  const bool warns = !report.api || (report.api->flags & CLAIMCHECK_WARNS) != 0;
  if (warns || report.coverage()[Clause::A5] == 0) return;
  all.push_back(
      {{Clause::A5}, true, "no warning (A5): the engine does not say that it would warn"});
}

}  // namespace

bool never_met(const judge::Coverage& coverage) {
  return coverage.executions > 0 && coverage.without_steps == coverage.executions;
}

std::vector<Unseen> unseen(const RunReport& report) {
  const auto coverage = report.coverage();
  std::vector<Unseen> all;
  if (coverage[Clause::A4] > 0 && coverage.held == 0) {
    all.push_back({{Clause::A4}, true, "no leak (A4): the engine names nothing that it holds"});
  }
  add_of_warnings(report, all);
  add_of_failures(report, all);
  add_of_threads(coverage, all);
  return all;
}

bool is_unseen(const RunReport& report, Clause clause) {
  return std::ranges::any_of(unseen(report), [&](const Unseen& one) {
    return one.whole && std::ranges::find(one.clauses, clause) != one.clauses.end();
  });
}

std::vector<std::string> why_unseen(const RunReport& report, Clause clause) {
  std::vector<std::string> why;
  for (const auto& one : unseen(report)) {
    if (one.clauses.front() == clause) why.push_back(one.why);
  }
  return why;
}

}  // namespace claimcheck::report
