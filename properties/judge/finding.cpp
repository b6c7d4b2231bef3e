// SPDX-License-Identifier: MIT
#include "properties/judge/finding.hpp"

#include <algorithm>

namespace claimcheck::judge {

Finding finding_of(Difference difference, model::Trace trace, const std::string& engine) {
  Finding finding;
  finding.defect = std::move(difference.defect);
  finding.message = std::move(difference.message);
  finding.unshrunk_steps = trace.steps.size();
  // What happens behind the last step is shown at it.
  finding.step = trace.steps.empty() ? 0 : std::min(difference.step, trace.steps.size() - 1);
  finding.trace = std::move(trace);
  if (!engine.empty()) finding.trace.breaks = {{finding.defect.clause, engine}};
  return finding;
}

}  // namespace claimcheck::judge
