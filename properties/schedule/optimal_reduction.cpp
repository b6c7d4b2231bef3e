// SPDX-License-Identifier: MIT
#include "properties/schedule/optimal_reduction.hpp"

#include <algorithm>
#include <bit>
#include <stdexcept>
#include <utility>

namespace claimcheck::schedule {

std::optional<ThreadId> OptimalReduction::choose(const View& view) {
  const std::size_t position = view.events.size();
  if (position == depth_ && !open(view)) return std::nullopt;
  const Node& node = path_[position];
  if (optimal_ && !contains(view.enabled, node.choice)) {
    blocked_ = true;
    return std::nullopt;
  }
  if (!contains(view.enabled, node.choice) ||
      !(view.pending[node.choice] == pending(position, node.choice))) {
    throw NotDeterministic();
  }
  return node.choice;
}

/// Adds a node behind the path; false where all that could be done from there is redundant.
bool OptimalReduction::open(const View& view) {
  if (depth_ == path_.size()) path_.emplace_back();
  Node& node = path_[depth_];
  if (depth_ == 0) {
    named_objects_ = view.objects;
    threads_ = view.pending.size();
  }
  pending_.resize(std::max(pending_.size(), (depth_ + 1) * threads_));
  std::ranges::copy(view.pending,
                    pending_.begin() + static_cast<std::ptrdiff_t>(depth_ * threads_));
  node.sleep = 0;
  trees_.clear(node.wakeup);
  trees_.clear(node.below);
  ThreadId previous = no_thread;
  if (depth_ > 0) {
    Node& parent = path_[depth_ - 1];
    previous = parent.choice;
    for (ThreadSet left = parent.sleep; left != 0; left &= left - 1) {
      const auto thread = static_cast<ThreadId>(std::countr_zero(left));
      if (!dependent(pending(depth_ - 1, thread), pending(depth_ - 1, previous))) {
        node.sleep |= only(thread);
      }
    }
    std::swap(node.wakeup, parent.below);
  }
  if (node.wakeup != WakeupTrees::none) {
    take_next(node);
  } else {
    const ThreadSet awake = view.enabled & ~node.sleep;
    if (awake == 0) return false;
    // Any would do; staying with a thread gives schedules that people can follow.
    const bool stay = previous != no_thread && contains(awake, previous);
    node.choice = stay ? previous : static_cast<ThreadId>(std::countr_zero(awake));
  }
  ++depth_;
  return true;
}

void OptimalReduction::take_next(Node& node) {
  const WakeupTrees::Node first = trees_.take_first(node.wakeup);
  node.choice = first.thread;
  trees_.clear(node.below);
  node.below = first.below;
}

void OptimalReduction::finished(const Execution& execution) {
  if (optimal_ && shares_unnamed_objects(execution)) {
    optimal_ = false;
    if (planned_) {
      depth_ = 0;
      return;
    }
  }
  if (blocked_) {
    blocked_ = optimal_ = false;
    depth_ = 0;
    return;
  }
  planned_ = true;
  // Source-DPOR needs the reversals of what it gave up too: they were found on a way there that
  // no other execution takes. The optimal algorithm gives nothing up.
  find_reversals(execution);
  for (; depth_ > 0; --depth_) {
    Node& node = path_[depth_ - 1];
    node.sleep |= only(node.choice);
    if (node.wakeup != WakeupTrees::none) return take_next(node);
  }
  done_ = true;
}

void OptimalReduction::find_reversals(const Execution& execution) {
  order_.compute(execution);
  for (std::size_t index = 0; index < order_.reversal_count(); ++index) {
    plan(order_.reversal(index));
  }
}

/// Puts the moved step at the end of the sequence, with a clock of its own: in the execution it
/// may be ordered behind others by way of a critical section that is dropped here.
void OptimalReduction::append_moved(std::size_t index) {
  const Event& event = order_.event(index);
  moved_clock_.assign(order_.clock(index).size(), 0);
  for (const WakeupStep& each : sequence_) {
    if (each.thread != event.thread && !dependent(each.step, event.step)) continue;
    std::transform(each.clock.begin(), each.clock.end(), moved_clock_.begin(), moved_clock_.begin(),
                   [](auto a, auto b) { return std::max(a, b); });
  }
  const std::uint32_t ordinal = order_.ordinal(index);
  moved_clock_[event.thread] = ordinal;
  sequence_.push_back({event.thread, event.step, ordinal, moved_clock_});
}

void OptimalReduction::plan(const Reversal& reversal) {
  const auto goes = [&](std::size_t event) {
    return std::any_of(reversal.dropped.begin(), reversal.dropped.end(), [&](std::size_t first) {
      return event == first || order_.before(first, event);
    });
  };
  // From the branch on: what does not need anything that is dropped, then the step that is
  // moved. The optimal algorithm takes the rest of the whole execution, not only up to the moved
  // step: it is against all of it that a sleeping thread's claim to stand for the sequence has to
  // be judged.
  const std::size_t end = optimal_ ? depth_ : std::min(depth_, reversal.moved);
  sequence_.clear();
  for (std::size_t index = reversal.branch; index < end; ++index) {
    if (goes(index)) continue;
    const Event& event = order_.event(index);
    sequence_.push_back({event.thread, event.step, order_.ordinal(index), order_.clock(index)});
  }
  append_moved(reversal.moved);
  optimal_ ? plan_optimal(reversal.branch) : plan_source(path_[reversal.branch]);
}

void OptimalReduction::plan_optimal(std::size_t branch) {
  Node& node = path_[branch];
  for (ThreadSet left = node.sleep; left != 0; left &= left - 1) {
    const auto thread = static_cast<ThreadId>(std::countr_zero(left));
    std::size_t found = 0;
    if (is_weak_initial(sequence_, thread, pending(branch, thread), found)) return;
  }
  trees_.insert(node.wakeup, sequence_);
}

/// One thread that the sequence could begin with has to be explored from the node. Of several we
/// take the one that comes last: fewer executions are then begun in vain.
void OptimalReduction::plan_source(Node& node) {
  ThreadSet explored = node.sleep | only(node.choice);
  for (auto child = node.wakeup; child != WakeupTrees::none; child = trees_[child].next) {
    explored |= only(trees_[child].thread);
  }
  const WakeupStep* initial = nullptr;
  for (const WakeupStep& each : sequence_) {
    std::size_t found = 0;
    if (!is_weak_initial(sequence_, each.thread, each.step, found)) continue;
    if (contains(explored, each.thread)) return;
    initial = &each;
  }
  trees_.append(node.wakeup, initial->thread, initial->step);
}

/// An object without a name that one thread has for itself is called alike in every execution.
bool OptimalReduction::shares_unnamed_objects(const Execution& execution) {
  users_.clear();
  const auto is_shared = [&](ThreadId thread, const Step& step) {
    if (!is_named(step.object) || step.object < named_objects_) return false;
    const std::size_t place = step.object - named_objects_;
    if (place >= users_.size()) users_.resize(place + 1, 0);
    users_[place] |= only(thread);
    return users_[place] != only(thread);
  };
  return std::ranges::any_of(
             execution.events,
             [&](const Event& event) { return is_shared(event.thread, event.step); }) ||
         std::ranges::any_of(execution.waiting, [&](const Waiting& waiting) {
           return is_shared(waiting.thread, waiting.step);
         });
}

}  // namespace claimcheck::schedule
