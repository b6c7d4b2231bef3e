// SPDX-License-Identifier: MIT
#include "properties/html/less_preemption.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <utility>
#include <vector>

#include "properties/concurrent/runner.hpp"
#include "properties/html/lanes.hpp"

namespace claimcheck::html {
namespace {

using schedule::Schedule;
using schedule::ThreadId;

constexpr std::size_t max_tried = 24;  // preemptions, each one execution

// Goes by a list of threads, and past those of it that cannot go on. A thread that does not come
// any more in the list goes on for as long as it can: it may have more to do in this order.
class Following : public schedule::Strategy {
 public:
  explicit Following(Schedule list) : list_(std::move(list)) {}

  bool more() const override { return !done_; }
  bool exhaustive() const override { return false; }
  void finished(const schedule::Execution&) override { done_ = true; }

  std::optional<ThreadId> choose(const schedule::View& view) override {
    const auto can_go_on = [&](ThreadId thread) {
      return thread < view.pending.size() && schedule::contains(view.enabled, thread);
    };
    const auto last = view.events.empty() ? schedule::no_thread : view.events.back().thread;
    while (place_ < list_.size() && !can_go_on(list_[place_])) ++place_;
    const auto rest = list_.begin() + static_cast<std::ptrdiff_t>(place_);
    if (can_go_on(last) && std::find(rest, list_.end(), last) == list_.end()) return last;
    const auto chosen = place_ < list_.size()
                            ? list_[place_++]
                            : static_cast<ThreadId>(std::countr_zero(view.enabled));
    if (chosen != last && can_go_on(last)) preemptions_.push_back(view.events.size());
    return chosen;
  }

  // Before which steps a thread was left that could go on.
  const std::vector<std::size_t>& preemptions() const { return preemptions_; }

 private:
  Schedule list_;
  std::size_t place_ = 0;
  std::vector<std::size_t> preemptions_;
  bool done_ = false;
};

// The thread that is left before the step goes on first, as far as it does when it is back.
Schedule without_switch(const Schedule& schedule, std::size_t step) {
  const auto at = schedule.begin() + static_cast<std::ptrdiff_t>(step);
  const auto left = *(at - 1);
  const auto back = std::find(at, schedule.end(), left);
  const auto away = std::find_if(back, schedule.end(), [&](ThreadId t) { return t != left; });
  Schedule changed(schedule.begin(), at);
  changed.insert(changed.end(), back, away);
  changed.insert(changed.end(), at, back);
  changed.insert(changed.end(), away, schedule.end());
  return changed;
}

}  // namespace

std::optional<LessPreemption> with_one_preemption_less(const engines::Engine& engine,
                                                       model::Trace trace) {
  Schedule schedule;
  for (const auto thread : trace.schedule) schedule.push_back(thread - 1);
  trace.schedule.clear();
  concurrent::Runner runner(engine, {.notes = true});
  std::vector<std::size_t> preemptions;
  {
    Following following(schedule);
    runner.explore(trace, following, {}, [](const auto&) { return true; });
    preemptions = following.preemptions();
  }
  std::ranges::reverse(preemptions);
  if (preemptions.size() > max_tried) preemptions.resize(max_tried);
  for (const auto step : preemptions) {
    std::optional<LessPreemption> found;
    Following following(without_switch(schedule, step));
    runner.explore(trace, following, {}, [&](const concurrent::Runner::Judged& judged) {
      if (judged.difference || following.preemptions().size() >= preemptions.size()) return true;
      found = {fmt::format("the switch from thread {} to thread {} after step {}",
                           schedule[step - 1] + 1, schedule[step] + 1, step),
               rows_behind(trace, judged.execution, step)};
      return true;
    });
    if (found) return found;
  }
  return std::nullopt;
}

}  // namespace claimcheck::html
