// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "properties/schedule/happens_before.hpp"
#include "properties/schedule/strategy.hpp"
#include "properties/schedule/wakeup_tree.hpp"

namespace claimcheck::schedule {

/// Exhaustive search with optimal dynamic partial-order reduction: one execution for each
/// Mazurkiewicz trace, that is, for each class of executions that differ in the order of
/// independent steps only. After Abdulla, Aronis, Jonsson & Sagonas, "Optimal Dynamic Partial
/// Order Reduction" (POPL 2014), algorithm 2: depth-first search; in each maximal execution the
/// pairs of dependent steps that could come in the other order are found, as in Flanagan &
/// Godefroid, "Dynamic Partial-Order Reduction for Model Checking Software" (POPL 2005); sleep
/// sets (Godefroid 1996) and wakeup trees see to it that no trace is run twice, not even in part.
///
/// Departures:
/// - The paper's programs never block. Ours take read/write locks: see HappensBefore for what is
///   reversed then, and for the threads that wait in a deadlock.
/// - The tree compares steps of different executions, so their objects need names that hold in
///   all of them: those known at the start, declared or about to be used, have such names, and
///   those that one thread has for itself. Once two threads use another one the search goes on as
///   source-DPOR, algorithm 1 of the same paper, which compares within one execution only; unless
///   the first execution already does, it begins anew, and what was run is run again. Source-DPOR
///   runs no trace twice either, but begins some executions in vain (Exploration::given_up): on
///   lastzero(n) without declared objects 2 for n = 5 and 2,970 for n = 10 (calibration_test.cpp
///   asserts them).
/// - What the tree has planned may find a thread waiting for a lock: one that was moved into a
///   critical section of a lock within a lock. Then the search begins anew as source-DPOR too.
/// - An execution that was cut short (livelock, misuse) is treated like one that ended; then
///   the search is not complete and explore() says so.
class OptimalReduction : public Strategy {
 public:
  bool more() const override { return !done_; }
  bool exhaustive() const override { return true; }
  std::optional<ThreadId> choose(const View& view) override;
  void finished(const Execution& execution) override;

 private:
  // The state before one step of the execution under way, and what is left to do from there.
  struct Node {
    ThreadSet sleep = 0;  ///< threads whose next step was explored from here, or need not be
    WakeupTrees::Tree wakeup = WakeupTrees::none;  ///< to explore from here but for the choice
    ThreadId choice = 0;
    WakeupTrees::Tree below = WakeupTrees::none;  ///< behind the choice; moves to the next node
  };

  bool open(const View& view);
  void take_next(Node& node);
  void find_reversals(const Execution& execution);
  void plan(const Reversal& reversal);
  void append_moved(std::size_t index);
  void plan_optimal(std::size_t branch);
  void plan_source(Node& node);
  bool shares_unnamed_objects(const Execution& execution);
  /// What the thread was about to do at the node of that place on the path.
  const Step& pending(std::size_t place, ThreadId thread) const {
    return pending_[place * threads_ + thread];
  }

  // Nodes of earlier executions are kept for their memory: only the first depth_ are the path.
  std::vector<Node> path_;
  std::size_t depth_ = 0;
  std::size_t threads_ = 0;
  std::vector<Step> pending_;   ///< by node, and for each by thread
  WakeupTrees trees_;           ///< of the nodes
  ObjectId named_objects_ = 0;  ///< how many objects had a number at the start
  HappensBefore order_;
  std::vector<WakeupStep> sequence_;        ///< being planned
  std::vector<std::uint32_t> moved_clock_;  ///< of its last step
  std::vector<ThreadSet> users_;            ///< by object without a name: who used it
  // invariant: while true, every object that two threads used had its number at path_[0].
  bool optimal_ = true;
  bool blocked_ = false;  ///< the tree's next thread has to wait
  bool planned_ = false;  ///< an execution has been searched for reversals
  bool done_ = false;
};

}  // namespace claimcheck::schedule
