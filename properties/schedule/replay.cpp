// SPDX-License-Identifier: MIT
#include "properties/schedule/replay.hpp"

#include <fmt/format.h>

#include <bit>

namespace claimcheck::schedule {
namespace {

std::string enabled_text(const View& view) {
  Schedule enabled;
  for (ThreadId thread = 0; thread < view.pending.size(); ++thread) {
    if (contains(view.enabled, thread)) enabled.push_back(thread);
  }
  return to_string(enabled);
}

}  // namespace

std::optional<ThreadId> Replay::choose(const View& view) {
  const std::size_t position = view.events.size();
  if (position >= schedule_.size()) {
    refusal_ = fmt::format("the schedule ends after step {}, but threads {} can go on", position,
                           enabled_text(view));
    return std::nullopt;
  }
  const ThreadId thread = schedule_[position];
  if (thread >= view.pending.size() || !contains(view.enabled, thread)) {
    refusal_ = fmt::format("step {} of the schedule is thread {}'s, but only thread{} {} can go on",
                           position + 1, thread + 1, std::has_single_bit(view.enabled) ? "" : "s",
                           enabled_text(view));
    return std::nullopt;
  }
  return thread;
}

void Replay::finished(const Execution& execution) {
  done_ = true;
  const std::size_t taken = execution.events.size();
  if (refusal_.empty() && taken < schedule_.size()) {
    refusal_ = fmt::format("the execution ends after step {}, but the schedule has {}", taken,
                           schedule_.size());
  }
}

}  // namespace claimcheck::schedule
