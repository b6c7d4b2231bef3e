// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "properties/schedule/execution.hpp"

namespace claimcheck::schedule {

/// Two dependent steps that nothing else orders, so that the second could come first.
struct Reversal {
  /// Where the execution that has them the other way branches off: before this event.
  std::size_t branch = 0;
  /// The event that comes first there.
  std::size_t moved = 0;
  /// The events that have to come after it: one, or the beginnings of several critical sections.
  std::span<const std::size_t> dropped;
};

/// The happens-before relation of one execution, that is, the order that every equivalent
/// execution has too, and the reversals that lead to others.
///
/// A lock is not like an access: a lock step follows the unlock that made it possible, and those
/// two cannot trade places. What can is the lock step and the critical section before it. So
/// the order runs from unlock to lock, and the reversal is between lock and lock. A writer waits
/// for all readers, so it has to come before the sections of all readers that could not end
/// without those it was moved before.
///
/// Of a deadlocked execution the steps at which threads wait count as events behind the last,
/// in the order of Execution::waiting: that they could have come earlier is a reversal too.
class HappensBefore {
 public:
  void compute(const Execution& execution);

  const Event& event(std::size_t index) const { return events_[index]; }
  /// Its clock: by thread, how many of that thread's events happen before or are this one.
  std::span<const std::uint32_t> clock(std::size_t index) const {
    return {clocks_.data() + index * threads_, threads_};
  }
  /// Which event of its own thread this is, from 1.
  std::uint32_t ordinal(std::size_t index) const { return clock(index)[events_[index].thread]; }
  bool before(std::size_t first, std::size_t second) const {
    return first != second && clock(second)[events_[first].thread] >= ordinal(first);
  }

  std::size_t reversal_count() const { return reversals_.size(); }
  Reversal reversal(std::size_t index) const;

 private:
  static constexpr std::size_t none = ~std::size_t{0};

  // An access; or a lock step and its unlock, none while the section lasts.
  struct Use {
    std::size_t begin = none;
    std::size_t end = none;
  };
  // What the events so far did to one object.
  struct Object {
    Use write;               ///< the last
    std::vector<Use> reads;  ///< since then
  };
  struct StoredReversal {
    std::size_t branch;
    std::size_t moved;
    std::size_t dropped_begin;
    std::size_t dropped_end;
  };

  void reset(const Execution& execution);
  Object& object(ObjectId id);
  void add(std::size_t index, bool waiting);
  void find_predecessors(std::size_t index);
  void close(std::size_t index);
  void reverse_accesses(std::size_t index);
  void reverse_lock(std::size_t index, bool waiting);
  void reverse_sections(std::size_t index, const Object& lock, std::size_t begin);
  void drop_alone(std::size_t earlier, std::size_t index);
  void update(std::size_t index);
  void predecessor(std::size_t index) {
    if (index != none) predecessors_.push_back(index);
  }

  std::size_t threads_ = 0;
  std::vector<Event> events_;
  std::vector<std::uint32_t> clocks_;
  std::vector<Object> objects_;
  std::size_t objects_in_use_ = 0;
  std::vector<std::size_t> last_;          ///< by thread: its last event
  std::vector<std::size_t> last_visible_;  ///< by thread: its last that is no boundary
  std::vector<std::size_t> last_invoke_;
  std::vector<std::size_t> last_respond_;
  std::size_t last_unknown_ = none;
  std::size_t last_fallible_ = none;
  std::vector<std::size_t> predecessors_;  ///< of the event being added, its own thread's too
  std::vector<StoredReversal> reversals_;
  std::vector<std::size_t> dropped_;
};

}  // namespace claimcheck::schedule
