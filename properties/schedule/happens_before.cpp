// SPDX-License-Identifier: MIT
#include "properties/schedule/happens_before.hpp"

#include <algorithm>

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
  last_fallible_ = none;
  reversals_.clear();
  dropped_.clear();
}

HappensBefore::Object& HappensBefore::object(ObjectId id) {
  if (id >= objects_.size()) objects_.resize(id + std::size_t{1});
  for (; objects_in_use_ <= id; ++objects_in_use_) {
    Object& fresh = objects_[objects_in_use_];
    fresh.write = {};
    fresh.reads.clear();
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
  if (events_[index].step.kind == StepKind::lock) {
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
  if (step.object == no_object) return;
  if (is_boundary(step)) {
    for (const std::size_t other : step.kind == StepKind::invoke ? last_respond_ : last_invoke_) {
      predecessor(other);
    }
    if (step.kind == StepKind::invoke) predecessor(last_fallible_);
    return;
  }
  if (step.object == unknown_object) {
    for (const std::size_t other : last_visible_) predecessor(other);
    if (step.kind != StepKind::fallible) return;
    for (const std::size_t other : last_invoke_) predecessor(other);
    return;
  }
  predecessor(last_unknown_);
  if (step.kind == StepKind::unlock) return;
  const Object& touched = object(step.object);
  const bool lock = step.kind == StepKind::lock;
  predecessor(lock ? touched.write.end : touched.write.begin);
  if (step.mode == Mode::read) return;
  for (const Use& read : touched.reads) predecessor(lock ? read.end : read.begin);
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
void HappensBefore::drop_alone(std::size_t earlier, std::size_t index) {
  if (events_[earlier].thread == events_[index].thread) return;
  const bool between = std::any_of(predecessors_.begin(), predecessors_.end(),
                                   [&](std::size_t other) { return before(earlier, other); });
  if (between) return;
  dropped_.push_back(earlier);
  reversals_.push_back({earlier, index, dropped_.size() - 1, dropped_.size()});
}

void HappensBefore::reverse_accesses(std::size_t index) {
  for (const std::size_t earlier : predecessors_) drop_alone(earlier, index);
}

void HappensBefore::reverse_lock(std::size_t index, bool waiting) {
  const auto& [thread, step] = events_[index];
  // The one predecessor that is an access: a step on an unknown object. Without it a thread that
  // waits would wait all the same.
  if (!waiting && last_unknown_ != none) drop_alone(last_unknown_, index);
  const Object& lock = object(step.object);
  const std::size_t begin = dropped_.size();
  if (step.mode == Mode::read || lock.reads.empty()) {
    if (lock.write.begin == none || events_[lock.write.begin].thread == thread) return;
    dropped_.push_back(lock.write.begin);
    return reverse_sections(index, lock, begin);
  }
  for (const Use& read : lock.reads) {
    if (events_[read.begin].thread == thread) continue;
    if (read.end == none) {
      dropped_.push_back(read.begin);
    } else if (!waiting) {
      dropped_.push_back(read.begin);
      reverse_sections(index, lock, dropped_.size() - 1);
    }
  }
  if (waiting) reverse_sections(index, lock, begin);
}

/// Moves a lock step before the sections dropped from `begin` on, and before those of all readers
/// that cannot end without them.
void HappensBefore::reverse_sections(std::size_t index, const Object& lock, std::size_t begin) {
  const auto first = [&] { return dropped_.begin() + static_cast<std::ptrdiff_t>(begin); };
  const auto goes = [&](std::size_t event) {
    return std::any_of(first(), dropped_.end(), [&](std::size_t earlier) {
      return event == earlier || before(earlier, event);
    });
  };
  const bool for_writer = events_[index].step.mode == Mode::write;
  for (bool grown = for_writer; grown;) {
    grown = false;
    for (const Use& read : lock.reads) {
      if (goes(read.begin) || (read.end != none && !goes(read.end))) continue;
      dropped_.push_back(read.begin);
      grown = true;
    }
  }
  const std::size_t own = last_[events_[index].thread];
  // Only what its own thread did before has to stay: a step on an unknown object inside one of
  // those sections orders the two as well, but goes where its section goes.
  if (own != none && goes(own)) {
    dropped_.resize(begin);
    return;
  }
  reversals_.push_back({*std::min_element(first(), dropped_.end()), index, begin, dropped_.size()});
}

void HappensBefore::update(std::size_t index) {
  const ThreadId thread = events_[index].thread;
  const Step& step = events_[index].step;
  last_[thread] = index;
  if (step.object == no_object) return;
  if (step.kind == StepKind::invoke) last_invoke_[thread] = index;
  if (step.kind == StepKind::respond) last_respond_[thread] = index;
  if (is_boundary(step)) return;
  if (step.kind == StepKind::fallible) last_fallible_ = index;
  last_visible_[thread] = index;
  if (step.object == unknown_object) {
    last_unknown_ = index;
    return;
  }
  Object& touched = object(step.object);
  if (step.kind == StepKind::unlock) {
    Use* use = &touched.write;
    if (step.mode == Mode::read) {
      use = &*std::find_if(touched.reads.begin(), touched.reads.end(), [&](const Use& read) {
        return read.end == none && events_[read.begin].thread == thread;
      });
    }
    use->end = index;
  } else if (step.mode == Mode::write) {
    touched.write = {index, none};
    touched.reads.clear();
  } else {
    touched.reads.push_back({index, none});
  }
}

}  // namespace claimcheck::schedule
