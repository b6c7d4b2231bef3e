// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <vector>

#include "properties/schedule/step.hpp"

namespace claimcheck::schedule {

/// Who holds which lock. A waiting writer does not hold up new readers: that is one of the
/// orders in which a fair lock may serve them too, so no behaviour is missed, and a deadlock
/// found here is one for any lock.
class LockTable {
 public:
  void reset() { locks_.clear(); }

  bool available(ObjectId lock, Mode mode) const {
    if (lock >= locks_.size()) return true;
    const State& state = locks_[lock];
    return state.writers == 0 && (mode == Mode::read || state.readers == 0);
  }
  bool held_by(ObjectId lock, ThreadId thread) const { return contains(holders(lock), thread); }
  bool holds_one_to_write(ThreadId thread) const {
    return std::ranges::any_of(locks_,
                               [&](const State& state) { return contains(state.writers, thread); });
  }
  ThreadSet holders(ObjectId lock) const {
    return lock < locks_.size() ? locks_[lock].writers | locks_[lock].readers : 0;
  }
  /// The step that gives back what `thread` holds.
  Step unlock_step(ObjectId lock, ThreadId thread) const {
    const Mode mode = contains(locks_[lock].writers, thread) ? Mode::write : Mode::read;
    return {StepKind::unlock, mode, lock, locks_[lock].name};
  }

  void acquire(const Step& step, ThreadId thread) {
    if (step.object >= locks_.size()) locks_.resize(step.object + std::size_t{1});
    State& state = locks_[step.object];
    (step.mode == Mode::write ? state.writers : state.readers) |= only(thread);
    state.name = step.name;
  }
  void release(ObjectId lock, ThreadId thread) {
    locks_[lock].writers &= ~only(thread);
    locks_[lock].readers &= ~only(thread);
  }

 private:
  // invariant: at most one writer, and then no reader.
  struct State {
    ThreadSet writers = 0;
    ThreadSet readers = 0;
    const char* name = "";  ///< as who took it last calls it
  };
  std::vector<State> locks_;
};

}  // namespace claimcheck::schedule
