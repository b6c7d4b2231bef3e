// SPDX-License-Identifier: MIT
#include "properties/schedule/wakeup_tree.hpp"

#include <algorithm>
#include <utility>

namespace claimcheck::schedule {

bool is_weak_initial(std::span<const WakeupStep> sequence, ThreadId thread, const Step& step,
                     std::size_t& found) {
  const auto own = std::find_if(sequence.begin(), sequence.end(),
                                [&](const WakeupStep& each) { return each.thread == thread; });
  found = static_cast<std::size_t>(own - sequence.begin());
  if (own == sequence.end()) {
    return std::none_of(sequence.begin(), sequence.end(),
                        [&](const WakeupStep& each) { return dependent(each.step, step); });
  }
  return std::none_of(sequence.begin(), own, [&](const WakeupStep& each) {
    return own->clock[each.thread] >= each.ordinal;
  });
}

void WakeupTrees::insert(Tree& tree, std::vector<WakeupStep>& sequence) {
  Tree parent = none;
  for (;;) {
    std::size_t found = 0;
    Tree child = parent == none ? tree : nodes_[parent].below;
    while (child != none &&
           !is_weak_initial(sequence, nodes_[child].thread, nodes_[child].step, found)) {
      child = nodes_[child].next;
    }
    if (child == none) break;
    if (nodes_[child].below == none) return;
    if (found < sequence.size()) {
      sequence.erase(sequence.begin() + static_cast<std::ptrdiff_t>(found));
    }
    parent = child;
  }
  for (const WakeupStep& each : sequence) parent = add(tree, parent, each.thread, each.step);
}

WakeupTrees::Node WakeupTrees::take_first(Tree& tree) {
  const Node first = nodes_[tree];
  give_back(std::exchange(tree, first.next));
  return first;
}

void WakeupTrees::clear(Tree& tree) {
  while (tree != none) {
    clear(nodes_[tree].below);
    take_first(tree);
  }
}

/// Behind all that are below the parent, or in the tree where that is none.
WakeupTrees::Tree WakeupTrees::add(Tree& tree, Tree parent, ThreadId thread, const Step& step) {
  const Tree node = make(thread, step);
  Tree* place = parent == none ? &tree : &nodes_[parent].below;
  while (*place != none) place = &nodes_[*place].next;
  *place = node;
  return node;
}

WakeupTrees::Tree WakeupTrees::make(ThreadId thread, const Step& step) {
  const Node node{thread, step, none, none};
  if (free_ == none) {
    nodes_.push_back(node);
    return static_cast<Tree>(nodes_.size() - 1);
  }
  const Tree place = free_;
  free_ = nodes_[place].next;
  nodes_[place] = node;
  return place;
}

void WakeupTrees::give_back(Tree node) {
  nodes_[node].next = std::exchange(free_, node);
}

}  // namespace claimcheck::schedule
