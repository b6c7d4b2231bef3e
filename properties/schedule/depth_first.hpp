// SPDX-License-Identifier: MIT
#pragma once

#include <limits>
#include <vector>

#include "properties/schedule/strategy.hpp"

namespace claimcheck::schedule {

/// Every schedule, one after the other, without any reduction: the yardstick for the reduced
/// search, and the place for a preemption bound.
///
/// The bound is that of Musuvathi & Qadeer, "Iterative Context Bounding for Systematic Testing
/// of Multithreaded Programs" (PLDI 2007): a switch away from a thread that could have gone on
/// is a preemption, and a schedule has at most so many; other switches are free. It is not
/// combined with partial-order reduction: of the equivalent schedules, the one that the
/// reduction keeps may be the one with too many preemptions (Coons, Musuvathi & McKinley,
/// OOPSLA 2013), and a search that drops it would miss behaviours below the bound.
class DepthFirst : public Strategy {
 public:
  static constexpr std::size_t unbounded = std::numeric_limits<std::size_t>::max();

  explicit DepthFirst(std::size_t max_preemptions = unbounded)
      : max_preemptions_(max_preemptions) {}

  bool more() const override { return !done_; }
  /// Also with a bound, where no schedule would have crossed it.
  bool exhaustive() const override { return !pruned_; }
  std::optional<ThreadId> choose(const View& view) override;
  void finished(const Execution& execution) override;

 private:
  struct Node {
    ThreadSet left = 0;  ///< choices not made yet, the one under way excluded
    ThreadId choice = 0;
    std::size_t preemptions = 0;  ///< before this step
    ThreadId previous = no_thread;
    bool previous_enabled = false;
  };

  std::size_t max_preemptions_;
  std::vector<Node> path_;
  bool pruned_ = false;
  bool done_ = false;
};

}  // namespace claimcheck::schedule
