// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "model/trace/trace.hpp"
#include "properties/engines/snapshot.hpp"
#include "properties/html/markup.hpp"
#include "properties/judge/conformance.hpp"
#include "properties/replay/explain.hpp"

// One step of a film: what the contract and the engine return, both states, what changed in them.

namespace claimcheck::html {

// The frames of one trace. The trace must outlive it.
class Frames {
 public:
  Frames(const model::Trace& trace, std::string engine);

  // Called for the steps in order, from any on; what the first of them changed is not known.
  Markup next(const judge::StepReport& report);

 private:
  const model::Trace& trace_;
  std::string engine_;
  replay::Explanation explanation_;
  engines::Snapshot contract_;  // before the step
  engines::Snapshot seen_;      // of the engine, before the step
};

// The step that the engine's process did not live through: what the contract makes of it, and how
// the process ended.
Markup last_frame(const model::Trace& trace, const std::string& engine,
                  const judge::Difference& difference, const std::vector<std::string>& last_lines);

}  // namespace claimcheck::html
