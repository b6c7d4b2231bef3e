// SPDX-License-Identifier: MIT
#include "properties/schedule/explore.hpp"

namespace claimcheck::schedule {

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::complete:
      return "complete";
    case Verdict::sampled:
      return "a sample";
    case Verdict::bound:
      return "not finished";
    case Verdict::stopped:
      return "stopped";
  }
  return {};
}

Exploration explore(Scheduler& scheduler, const Program& program, Strategy& strategy,
                    const Limits& limits, const Visitor& visit) {
  Exploration result;
  // An execution that hit the bound on steps, or a lock's rules, has futures that nobody saw.
  bool cut_short = false;
  while (strategy.more()) {
    if (result.executions + result.given_up >= limits.max_executions) {
      result.verdict = Verdict::bound;
      return result;
    }
    const Execution& execution = scheduler.run(program, strategy);
    if (execution.ending == Ending::given_up) {
      ++result.given_up;
    } else {
      ++result.executions;
      cut_short |= execution.ending == Ending::livelock || execution.ending == Ending::misuse;
      if (!visit(execution)) {
        result.verdict = Verdict::stopped;
        return result;
      }
    }
    const std::uint64_t done = result.executions + result.given_up;
    if (limits.progress_every != 0 && done % limits.progress_every == 0) limits.progress(done);
  }
  result.verdict = strategy.exhaustive() && !cut_short ? Verdict::complete : Verdict::sampled;
  return result;
}

}  // namespace claimcheck::schedule
