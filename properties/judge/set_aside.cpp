// SPDX-License-Identifier: MIT
#include "properties/judge/set_aside.hpp"

#include <algorithm>

#include "model/step.hpp"
#include "properties/judge/blame.hpp"

namespace claimcheck::judge {
namespace {

bool ends_the_process(const model::Step& step, model::Clause clause, const Defects& crashes) {
  const auto kind = model::kind_name(step.operation);
  const auto sites = sites_of({&step, 1});
  return std::ranges::any_of(crashes, [&](const Defect& crash) {
    return crash.clause == clause && crash.kinds.size() == 1 && crash.kinds.front() == kind &&
           std::ranges::includes(sites, crash.sites);
  });
}

}  // namespace

model::Trace without_crashes(const model::Trace& trace, const Defects& crashes,
                             std::uint64_t& left_out) {
  if (crashes.empty()) return trace;
  auto state = model::initial_state(trace.setup);
  auto kept = trace;
  kept.steps.clear();
  for (const auto& step : trace.steps) {
    auto after = state;
    const auto outcome = model::step<model::Checks::off>(trace.setup, after, step.operation);
    if (ends_the_process(step, outcome.clause, crashes)) {
      ++left_out;
      continue;
    }
    if (step.faults.empty()) state = std::move(after);
    kept.steps.push_back(step);
  }
  return kept;
}

bool has_crash(const model::Trace& trace, const Defects& crashes) {
  const auto kinds = thread_kinds(trace);
  const auto sites = sites_of(trace.steps);
  return std::ranges::any_of(crashes, [&](const Defect& crash) {
    return crash.kinds.size() > 1 && std::ranges::includes(kinds, crash.kinds) &&
           std::ranges::includes(sites, crash.sites);
  });
}

}  // namespace claimcheck::judge
