// SPDX-License-Identifier: MIT
#include "properties/schedule/wakeup_tree.hpp"

#include <algorithm>

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

void WakeupTree::insert(std::vector<WakeupStep>& sequence) {
  WakeupTree* tree = this;
  for (;;) {
    std::size_t found = 0;
    const auto child = std::find_if(
        tree->children.begin(), tree->children.end(),
        [&](const Node& node) { return is_weak_initial(sequence, node.thread, node.step, found); });
    if (child == tree->children.end()) break;
    if (child->below.children.empty()) return;
    if (found < sequence.size()) {
      sequence.erase(sequence.begin() + static_cast<std::ptrdiff_t>(found));
    }
    tree = &child->below;
  }
  for (const WakeupStep& each : sequence) {
    tree->children.push_back({each.thread, each.step, {}});
    tree = &tree->children.back().below;
  }
}

}  // namespace claimcheck::schedule
