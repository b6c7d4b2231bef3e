// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "properties/schedule/step.hpp"

namespace claimcheck::schedule {

/// One step of a sequence to be explored, with its place in the happens-before relation of the
/// execution that it comes from.
struct WakeupStep {
  ThreadId thread = 0;
  Step step;
  std::uint32_t ordinal = 0;
  std::span<const std::uint32_t> clock;
};

/// Whether some execution equivalent to one that begins with `sequence` begins with `thread`,
/// whose next step is `step`: either its first step in the sequence is preceded by nothing that
/// it depends on, or it has none there and depends on nothing in it. ("Weak initial" in the
/// paper.) `found` is set to its place in the sequence, or to the sequence's length.
bool is_weak_initial(std::span<const WakeupStep> sequence, ThreadId thread, const Step& step,
                     std::size_t& found);

/// The wakeup tree of optimal dynamic partial-order reduction: the sequences that are still to
/// be explored from one node, as an ordered tree. Which paper: see optimal_reduction.hpp.
struct WakeupTree {
  struct Node;
  std::vector<Node> children;

  /// Adds `sequence`, unless a leaf stands for executions equivalent to its own, or for more.
  /// It is used up.
  void insert(std::vector<WakeupStep>& sequence);
};

struct WakeupTree::Node {
  ThreadId thread = 0;
  Step step;
  WakeupTree below;
};

}  // namespace claimcheck::schedule
