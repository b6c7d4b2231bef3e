// SPDX-License-Identifier: MIT
#include "properties/schedule/happens_before.hpp"

#include <algorithm>
#include <bit>

namespace claimcheck::schedule {

void HappensBefore::compute(const Execution& execution) {
  reset(execution);
  for (std::size_t index = 0; index < events_.size(); ++index) {
    add(index, index >= execution.events.size());
  }
}

void HappensBefore::reset(const Execution& execution) {
  threads_ = execution.threads;
  events_.assign(execution.events.begin(), execution.events.end());
  for (const Waiting& waiting : execution.waiting) {
    events_.push_back({waiting.thread, waiting.step});
  }
  clocks_.assign(events_.size() * threads_, 0);
  objects_in_use_ = 0;
  last_.assign(threads_, none);
  last_visible_.assign(threads_, none);
  last_invoke_.assign(threads_, none);
  last_respond_.assign(threads_, none);
  last_unknown_ = none;
  reversals_.clear();
  dropped_.clear();
}

HappensBefore::Object& HappensBefore::object(ObjectId id) {
  if (id >= objects_.size()) objects_.resize(id + std::size_t{1});
  for (; objects_in_use_ <= id; ++objects_in_use_) {
    Object& fresh = objects_[objects_in_use_];
    fresh.write = fresh.write_end = none;
    fresh.readers = 0;
    fresh.read.resize(threads_);
    fresh.read_end.resize(threads_);
  }
  return objects_[id];
}

Reversal HappensBefore::reversal(std::size_t index) const {
  const StoredReversal& stored = reversals_[index];
  return {
      stored.branch, stored.moved,
      std::span(dropped_).subspan(stored.dropped_begin, stored.dropped_end - stored.dropped_begin)};
}

void HappensBefore::add(std::size_t index, bool waiting) {
  find_predecessors(index);
  close(index);
  if (events_[index].step.kind == StepKind::Lock) {
    reverse_lock(index, waiting);
  } else {
    reverse_accesses(index);
  }
  if (!waiting) update(index);
}

void HappensBefore::find_predecessors(std::size_t index) {
  const auto& [thread, step] = events_[index];
  predecessors_.clear();
  predecessor(last_[thread]);
  if (is_boundary(step)) {
    for (const std::size_t other : step.kind == StepKind::Invoke ? last_respond_ : last_invoke_) {
      predecessor(other);
    }
    return;
  }
  if (step.object == unknown_object) {
    for (const std::size_t other : last_visible_) predecessor(other);
    return;
  }
  predecessor(last_unknown_);
  if (step.kind == StepKind::Unlock) return;
  const Object& touched = object(step.object);
  const bool lock = step.kind == StepKind::Lock;
  predecessor(lock ? touched.write_end : touched.write);
  if (step.mode == Mode::Read) return;
  for (ThreadSet left = touched.readers; left != 0; left &= left - 1) {
    const auto reader = static_cast<std::size_t>(std::countr_zero(left));
    predecessor((lock ? touched.read_end : touched.read)[reader]);
  }
}

void HappensBefore::close(std::size_t index) {
  std::uint32_t* const mine = clocks_.data() + index * threads_;
  for (const std::size_t earlier : predecessors_) {
    const std::uint32_t* const theirs = clocks_.data() + earlier * threads_;
    for (std::size_t thread = 0; thread < threads_; ++thread) {
      mine[thread] = std::max(mine[thread], theirs[thread]);
    }
  }
  ++mine[events_[index].thread];
}

// A predecessor can be reversed where no other one lies in between.
void HappensBefore::reverse_accesses(std::size_t index) {
  for (const std::size_t earlier : predecessors_) {
    if (events_[earlier].thread == events_[index].thread) continue;
    const bool between = std::any_of(predecessors_.begin(), predecessors_.end(),
                                     [&](std::size_t other) { return before(earlier, other); });
    if (between) continue;
    dropped_.push_back(earlier);
    reversals_.push_back({earlier, index, dropped_.size() - 1, dropped_.size()});
  }
}

void HappensBefore::reverse_lock(std::size_t index, bool waiting) {
  const auto& [thread, step] = events_[index];
  // The one predecessor that is an access: a step on an unknown object.
  if (last_unknown_ != none && events_[last_unknown_].thread != thread &&
      std::none_of(predecessors_.begin(), predecessors_.end(),
                   [&](std::size_t other) { return before(last_unknown_, other); })) {
    dropped_.push_back(last_unknown_);
    reversals_.push_back({last_unknown_, index, dropped_.size() - 1, dropped_.size()});
  }
  const Object& lock = object(step.object);
  const bool after_readers = step.mode == Mode::Write && lock.readers != 0;
  if (!after_readers) {
    if (lock.write != none && events_[lock.write].thread != thread) {
      reverse_sections(index, lock, 0);
    }
    return;
  }
  ThreadSet holding = 0;
  for (ThreadSet left = lock.readers; left != 0; left &= left - 1) {
    const auto reader = static_cast<ThreadId>(std::countr_zero(left));
    if (reader == thread) continue;
    if (lock.read_end[reader] == none) {
      holding |= only(reader);
    } else if (!waiting) {
      reverse_sections(index, lock, only(reader));
    }
  }
  if (holding != 0) reverse_sections(index, lock, holding);
}

/// Moves a lock step before the sections of the readers `seeds`, or, where there are none,
/// before the last writer's.
void HappensBefore::reverse_sections(std::size_t index, const Object& lock, ThreadSet seeds) {
  const std::size_t begin = dropped_.size();
  if (seeds == 0) dropped_.push_back(lock.write);
  for (ThreadSet left = seeds; left != 0; left &= left - 1) {
    dropped_.push_back(lock.read[static_cast<std::size_t>(std::countr_zero(left))]);
  }
  const auto is_dropped = [&](std::size_t event) {
    return std::any_of(dropped_.begin() + static_cast<std::ptrdiff_t>(begin), dropped_.end(),
                       [&](std::size_t earlier) { return before(earlier, event); });
  };
  for (bool grown = seeds != 0; grown;) {
    grown = false;
    for (ThreadSet left = lock.readers & ~seeds; left != 0; left &= left - 1) {
      const auto reader = static_cast<ThreadId>(std::countr_zero(left));
      if (lock.read_end[reader] != none && !is_dropped(lock.read_end[reader])) continue;
      seeds |= only(reader);
      dropped_.push_back(lock.read[reader]);
      grown = true;
    }
  }
  const std::size_t own = last_[events_[index].thread];
  if ((own != none && is_dropped(own)) || (last_unknown_ != none && is_dropped(last_unknown_))) {
    dropped_.resize(begin);
    return;
  }
  const std::size_t branch =
      *std::min_element(dropped_.begin() + static_cast<std::ptrdiff_t>(begin), dropped_.end());
  reversals_.push_back({branch, index, begin, dropped_.size()});
}

void HappensBefore::update(std::size_t index) {
  const auto& [thread, step] = events_[index];
  last_[thread] = index;
  if (step.kind == StepKind::Invoke) last_invoke_[thread] = index;
  if (step.kind == StepKind::Respond) last_respond_[thread] = index;
  if (is_boundary(step)) return;
  last_visible_[thread] = index;
  if (step.object == unknown_object) {
    last_unknown_ = index;
    return;
  }
  Object& touched = object(step.object);
  if (step.kind == StepKind::Unlock) {
    (step.mode == Mode::Write ? touched.write_end : touched.read_end[thread]) = index;
  } else if (step.mode == Mode::Write) {
    touched.write = index;
    touched.write_end = none;
    touched.readers = 0;
  } else {
    touched.readers |= only(thread);
    touched.read[thread] = index;
    touched.read_end[thread] = none;
  }
}

}  // namespace claimcheck::schedule
