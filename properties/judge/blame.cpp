// SPDX-License-Identifier: MIT
#include "properties/judge/blame.hpp"

#include <algorithm>

#include "model/rules/sysfs_input.hpp"
#include "model/step.hpp"
#include "properties/judge/warnings.hpp"

namespace claimcheck::judge {
namespace {

using model::Clause;

// The clause that decides the step, after those before it.
Clause deciding_clause(const model::Trace& trace, std::size_t step) {
  auto state = model::initial_state(trace.setup);
  auto clause = Clause::A4;
  for (std::size_t i = 0; i <= step; ++i) {
    clause = model::step<model::Checks::off>(trace.setup, state, trace.steps[i].operation).clause;
  }
  return clause;
}

}  // namespace

std::vector<std::string> thread_kinds(const model::Trace& trace) {
  std::vector<std::string> kinds;
  for (const auto& step : trace.steps) {
    if (step.thread > 0) kinds.push_back(model::kind_name(step.operation));
  }
  std::ranges::sort(kinds);
  return kinds;
}

std::vector<std::string> sites_of(std::span<const model::Step> steps) {
  std::vector<std::string> sites;
  for (const auto& step : steps) {
    for (const auto& fault : step.faults) sites.push_back(fault.site);
  }
  std::ranges::sort(sites);
  sites.erase(std::unique(sites.begin(), sites.end()), sites.end());
  return sites;
}

Clause clause_of_failure(const model::Operation& operation,
                         std::span<const engines::SiteUse> sites) {
  if (!model::is_claim(operation)) return Clause::A2;
  for (const auto& use : sites) {
    if (use.failed == 0) continue;
    if (use.site == "region-lock") return Clause::W3;
    if (use.site == "device-lock") return Clause::W5;
  }
  return Clause::A2;
}

Defect blame_outcome(const model::Operation& operation, const model::Outcome& outcome,
                     const Observed& observed, bool is_retry) {
  const auto expected = shown(operation, outcome);
  if (expected.result == observed.result) return {outcome.clause, "text"};
  const bool both_succeed = expected.result >= 0 && observed.result >= 0;
  if (both_succeed && model::is_write(operation)) return {Clause::W7, "length"};
  const auto clause = is_retry && !outcome.failed() ? Clause::A3 : outcome.clause;
  return {clause, both_succeed && model::reads_text(operation) ? "text" : "outcome"};
}

Clause blame_state(const model::Operation& operation, const model::Outcome& outcome, bool failed) {
  if (!failed && !outcome.failed()) return outcome.clause;
  return model::is_a<model::Offer>(operation) ? Clause::M5 : Clause::A1;
}

Defect blame_crash(const model::Trace& trace, const Crash& crash) {
  Defect defect{Clause::A4, crash.how};
  defect.object = text_pattern(crash.died);
  if (trace.is_concurrent()) {
    defect.kinds = thread_kinds(trace);
    if (crash.step < trace.steps.size()) defect.clause = Clause::C3;
    defect.sites = sites_of(trace.steps);
    return defect;
  }
  if (crash.step >= trace.steps.size()) return defect;
  const auto& step = trace.steps[crash.step];
  defect.clause = deciding_clause(trace, crash.step);
  defect.kinds = {model::kind_name(step.operation)};
  defect.sites = sites_of({&step, 1});
  return defect;
}

bool is_one_prize(const model::WriteUuid& a, const model::WriteUuid& b) {
  if (a.device == b.device) return true;
  const auto tag = model::read_claim_text(a.text);
  return a.device.region == b.device.region && tag && !tag->is_null() &&
         tag == model::read_claim_text(b.text);
}

}  // namespace claimcheck::judge
