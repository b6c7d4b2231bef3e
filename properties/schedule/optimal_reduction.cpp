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
  if (!contains(view.enabled, node.choice) ||
      !(view.pending[node.choice] == node.pending[node.choice])) {
    throw std::logic_error("the program under test is not deterministic");
  }
  return node.choice;
}

/// Adds a node behind the path; false where all that could be done from there is redundant.
bool OptimalReduction::open(const View& view) {
  if (depth_ == path_.size()) path_.emplace_back();
  Node& node = path_[depth_];
  node.pending.assign(view.pending.begin(), view.pending.end());
  node.objects = view.objects;
  node.sleep = 0;
  node.wakeup.children.clear();
  node.below.children.clear();
  ThreadId previous = no_thread;
  if (depth_ > 0) {
    Node& parent = path_[depth_ - 1];
    previous = parent.choice;
    for (ThreadSet left = parent.sleep; left != 0; left &= left - 1) {
      const auto thread = static_cast<ThreadId>(std::countr_zero(left));
      if (!dependent(parent.pending[thread], parent.pending[previous])) node.sleep |= only(thread);
    }
    std::swap(node.wakeup, parent.below);
  }
  if (!node.wakeup.children.empty()) {
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
  auto& children = node.wakeup.children;
  node.choice = children.front().thread;
  node.below = std::move(children.front().below);
  children.erase(children.begin());
}

void OptimalReduction::finished(const Execution& execution) {
  // Nothing is learnt from an execution that was given up: it is a prefix of no new trace.
  if (execution.ending != Ending::GivenUp) find_reversals(execution);
  for (; depth_ > 0; --depth_) {
    Node& node = path_[depth_ - 1];
    node.sleep |= only(node.choice);
    if (!node.wakeup.children.empty()) return take_next(node);
  }
  done_ = true;
}

void OptimalReduction::find_reversals(const Execution& execution) {
  order_.compute(execution);
  for (std::size_t index = 0; index < order_.reversal_count(); ++index) {
    plan(order_.reversal(index));
  }
}

/// From the branch on: all of the execution that does not need what is dropped, then the step
/// that is moved. The rest of the whole execution, not only up to the moved step: it is against
/// all of it that a sleeping thread's claim to stand for this sequence has to be judged.
void OptimalReduction::plan(const Reversal& reversal) {
  const auto goes = [&](std::size_t event) {
    return std::any_of(reversal.dropped.begin(), reversal.dropped.end(), [&](std::size_t first) {
      return event == first || order_.before(first, event);
    });
  };
  const auto append = [&](std::size_t index) {
    const Event& event = order_.event(index);
    sequence_.push_back({event.thread, event.step, order_.ordinal(index), order_.clock(index)});
  };
  sequence_.clear();
  for (std::size_t index = reversal.branch; index < depth_; ++index) {
    if (!goes(index)) append(index);
  }
  append(reversal.moved);
  Node& node = path_[reversal.branch];
  for (ThreadSet left = node.sleep; left != 0; left &= left - 1) {
    const auto thread = static_cast<ThreadId>(std::countr_zero(left));
    std::size_t found = 0;
    if (is_weak_initial(sequence_, thread, node.pending[thread], found)) return;
  }
  node.wakeup.insert(sequence_, node.objects);
}

}  // namespace claimcheck::schedule
