// SPDX-License-Identifier: MIT
#include "properties/explore/claim/told.hpp"

#include <algorithm>
#include <utility>

#include "properties/shrink/shrink.hpp"

namespace claimcheck::explore::claim {

judge::Finding unshrunk(const Counterexample& found, const std::string& engine) {
  auto trace = judge::with_outcomes(shrink::without_unused_tags(found.trace));
  auto finding =
      judge::finding_of({found.defect, found.step, found.message}, std::move(trace), engine);
  finding.reproduced = found.reproduced;
  finding.shrunk_to_end = false;
  return finding;
}

void Told::add(judge::Finding finding) {
  const auto rank = [](const judge::Finding& one) {
    return std::pair(!one.reproduced, one.trace.steps.size());
  };
  const auto best = best_.find(finding.defect);
  if (best == best_.end()) {
    auto defect = finding.defect;
    best_.emplace(std::move(defect), std::move(finding));
  } else if (rank(finding) <= rank(best->second)) {
    best->second = std::move(finding);
  }
}

std::vector<judge::Finding> Told::beside(const std::vector<judge::Finding>& findings) const {
  std::vector<judge::Finding> others;
  for (const auto& told : best_) {
    const bool is_there = std::ranges::any_of(
        findings, [&](const judge::Finding& one) { return judge::covers(one.defect, told.first); });
    if (!is_there) others.push_back(told.second);
  }
  return others;
}

}  // namespace claimcheck::explore::claim
