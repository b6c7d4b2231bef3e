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

/// The wakeup trees of optimal dynamic partial-order reduction: each has the sequences that are
/// still to be explored from one node, as an ordered tree. Which paper: see optimal_reduction.hpp.
/// The nodes of all of them lie in one block of memory, where those that are given back are used
/// again.
class WakeupTrees {
 public:
  using Tree = std::uint32_t;  ///< its first node, the others follow by `next`; or `none`
  static constexpr Tree none = ~Tree{0};

  struct Node {
    ThreadId thread = 0;
    Step step;
    Tree below = none;
    Tree next = none;
  };
  const Node& operator[](Tree node) const { return nodes_[node]; }

  /// Adds `sequence`, unless a leaf stands for executions equivalent to its own, or for more.
  /// It is used up.
  void insert(Tree& tree, std::vector<WakeupStep>& sequence);
  /// Adds a sequence of one step.
  void append(Tree& tree, ThreadId thread, const Step& step) { add(tree, none, thread, step); }
  /// Of a tree that is not empty; what is below it is then the caller's.
  Node take_first(Tree& tree);
  void clear(Tree& tree);

 private:
  Tree add(Tree& tree, Tree parent, ThreadId thread, const Step& step);
  Tree make(ThreadId thread, const Step& step);
  void give_back(Tree node);

  std::vector<Node> nodes_;
  Tree free_ = none;  ///< the first that was given back, the others follow by `next`
};

}  // namespace claimcheck::schedule
