// SPDX-License-Identifier: MIT
#include "properties/schedule/depth_first.hpp"

#include <bit>
#include <stdexcept>

namespace claimcheck::schedule {

std::optional<ThreadId> DepthFirst::choose(const View& view) {
  const std::size_t position = view.events.size();
  if (position < path_.size()) {
    if (!contains(view.enabled, path_[position].choice)) {
      throw NotDeterministic();
    }
    return path_[position].choice;
  }
  Node node;
  node.left = view.enabled;
  if (position > 0) {
    const Node& parent = path_.back();
    const bool switched = parent.previous_enabled && parent.choice != parent.previous;
    node.preemptions = parent.preemptions + (switched ? 1 : 0);
    node.previous = parent.choice;
    node.previous_enabled = contains(view.enabled, node.previous);
    if (node.previous_enabled && node.preemptions >= max_preemptions_) {
      pruned_ |= node.left != only(node.previous);
      node.left = only(node.previous);
    }
  }
  // The schedule with the fewest switches comes first.
  node.choice =
      node.previous_enabled ? node.previous : static_cast<ThreadId>(std::countr_zero(node.left));
  node.left &= ~only(node.choice);
  path_.push_back(node);
  return node.choice;
}

void DepthFirst::finished(const Execution&) {
  while (!path_.empty() && path_.back().left == 0) path_.pop_back();
  if (path_.empty()) {
    done_ = true;
    return;
  }
  Node& node = path_.back();
  node.choice = static_cast<ThreadId>(std::countr_zero(node.left));
  node.left &= ~only(node.choice);
}

}  // namespace claimcheck::schedule
