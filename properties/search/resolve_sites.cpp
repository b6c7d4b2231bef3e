// SPDX-License-Identifier: MIT
#include "properties/search/resolve_sites.hpp"

#include <algorithm>

#include "properties/judge/conformance.hpp"

namespace claimcheck::search {
namespace {

bool is_any(const model::Fault& fault) {
  return fault.site == model::any_site;
}

std::vector<model::Fault> resolved(const std::vector<model::Fault>& faults,
                                   const std::vector<engines::Hit>& hits) {
  const bool onwards = std::ranges::any_of(
      faults, [](const model::Fault& fault) { return is_any(fault) && fault.onwards; });
  std::vector<model::Fault> sites;
  for (const auto& hit : hits) {
    const bool known = onwards && std::ranges::any_of(sites, [&](const model::Fault& fault) {
                         return fault.site == hit.site;
                       });
    if (!known) sites.push_back({hit.site, hit.nth, onwards, hit.error});
  }
  return sites;
}

}  // namespace

model::Trace with_sites_resolved(const engines::Engine& engine, const model::Trace& trace) {
  auto named = trace;
  judge::Watch watch;
  watch.step = [&](const judge::StepReport& report) {
    auto& faults = named.steps[report.step].faults;
    const auto& hits = report.environment.hits();
    if (std::ranges::any_of(faults, is_any) && !hits.empty()) faults = resolved(faults, hits);
  };
  judge::run(engine, trace, watch);
  return named;
}

}  // namespace claimcheck::search
