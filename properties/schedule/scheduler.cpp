// SPDX-License-Identifier: MIT
#include "properties/schedule/scheduler.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <stdexcept>
#include <utility>

namespace claimcheck::schedule {

Scheduler::Scheduler(Options options) : options_(options) {}

const Execution& Scheduler::run(const Program& program, Strategy& strategy) {
  addresses_.clear();
  locks_.reset();
  execution_.ending = Ending::Finished;
  execution_.events.clear();
  execution_.waiting.clear();
  execution_.races.clear();
  execution_.notes.clear();
  execution_.misuse.clear();

  std::vector<Body> bodies = program.begin(*this);
  // Whatever throws in between, a body or the strategy, no body may stay behind.
  std::exception_ptr failure;
  try {
    start(bodies);
    drive(strategy);
  } catch (...) {
    failure = std::current_exception();
  }
  tear_down();
  if (program.end) program.end(execution_);
  if (failure) std::rethrow_exception(failure);
  strategy.finished(execution_);
  return execution_;
}

void Scheduler::start(std::vector<Body>& bodies) {
  if (bodies.size() > max_threads) throw std::logic_error("too many threads");
  execution_.threads = bodies.size();
  pending_.assign(bodies.size(), {});
  detector_.reset(bodies.size());
  while (fibers_.size() < bodies.size()) {
    fibers_.push_back(std::make_unique<Fiber>(options_.stack_bytes));
  }
  for (ThreadId thread = 0; thread < bodies.size(); ++thread) {
    if (execution_.ending == Ending::Misuse) return;
    unfinished_ |= only(thread);
    current_ = thread;
    fibers_[thread]->start(bodies[thread]);
    settle(thread);
  }
}

void Scheduler::drive(Strategy& strategy) {
  while (unfinished_ != 0) {
    if (execution_.ending == Ending::Misuse) return;
    const View view{execution_.events, pending_, enabled(),
                    static_cast<ObjectId>(addresses_.size())};
    if (view.enabled == 0) {
      execution_.ending = Ending::Deadlock;
      return record_waiting(0);
    }
    if (execution_.events.size() >= options_.max_steps) {
      execution_.ending = Ending::Livelock;
      return;
    }
    const std::optional<ThreadId> choice = strategy.choose(view);
    if (!choice) {
      execution_.ending = Ending::GivenUp;
      return record_waiting(view.enabled);
    }
    if (*choice >= max_threads || !contains(view.enabled, *choice)) {
      throw std::logic_error("a strategy chose a thread that is not enabled");
    }
    perform(*choice);
    resume(*choice);
  }
}

ThreadSet Scheduler::enabled() const {
  ThreadSet enabled = unfinished_;
  for (ThreadSet left = unfinished_; left != 0; left &= left - 1) {
    const auto thread = static_cast<ThreadId>(std::countr_zero(left));
    const Step& step = pending_[thread];
    if (step.kind == StepKind::Lock && !locks_.available(step.object, step.mode)) {
      enabled &= ~only(thread);
    }
  }
  return enabled;
}

void Scheduler::perform(ThreadId thread) {
  const Step& step = pending_[thread];
  if (step.kind == StepKind::Lock) locks_.acquire(step, thread);
  if (step.kind == StepKind::Unlock) locks_.release(step.object, thread);
  detector_.step(thread, step);
  execution_.events.push_back({thread, step});
}

void Scheduler::resume(ThreadId thread) {
  current_ = thread;
  fibers_[thread]->resume();
  settle(thread);
}

/// The thread has suspended, or ended, or died of an exception.
void Scheduler::settle(ThreadId thread) {
  current_ = no_thread;
  if (fibers_[thread]->running()) return;
  unfinished_ &= ~only(thread);
  if (const std::exception_ptr error = fibers_[thread]->take_error()) {
    std::rethrow_exception(error);
  }
}

void Scheduler::record_waiting(ThreadSet enabled) {
  for (ThreadId thread = 0; thread < execution_.threads; ++thread) {
    if (!contains(unfinished_ & ~enabled, thread)) continue;
    Waiting waiting{thread, pending_[thread], {}};
    const ThreadSet holders = locks_.holders(waiting.step.object);
    for (ThreadId holder = 0; holder < execution_.threads; ++holder) {
      if (contains(holders, holder)) waiting.holders.push_back(holder);
    }
    execution_.waiting.push_back(std::move(waiting));
  }
}

void Scheduler::tear_down() {
  for (ThreadId thread = 0; unfinished_ != 0; ++thread) {
    if (!contains(unfinished_, thread)) continue;
    current_ = thread;
    if (options_.teardown == Teardown::Unwind) {
      fibers_[thread]->unwind();
    } else {
      fibers_[thread]->drop();
    }
    unfinished_ &= ~only(thread);
  }
  current_ = no_thread;
}

ObjectId Scheduler::number(const void* object, bool is_lock) {
  const Address address{object, is_lock};
  const auto found = std::find(addresses_.begin(), addresses_.end(), address);
  const auto id = static_cast<ObjectId>(found - addresses_.begin());
  if (found == addresses_.end()) addresses_.push_back(address);
  return id;
}

void Scheduler::declare(const void* object, bool is_lock) {
  number(object, is_lock);
}

/// Whether no body runs; then the object is declared.
bool Scheduler::outside(const void* object, bool is_lock) {
  if (current_ != no_thread) return false;
  number(object, is_lock);
  return true;
}

/// Whether the calling code runs outside any body, or in one that is being unwound, where a
/// destructor may still ask for a lock and must get by without.
bool Scheduler::passes_by() const {
  if (current_ == no_thread) return true;
  if (!fibers_[current_]->abandoned()) return false;
  if (std::uncaught_exceptions() == 0) throw Abandoned{};
  return true;
}

/// False where the step is not taken because the body is to end.
bool Scheduler::pause(const Step& step) {
  pending_[current_] = step;
  Fiber& fiber = *fibers_[current_];
  fiber.suspend();
  return !fiber.abandoned();
}

void Scheduler::misuse(std::string text) {
  execution_.ending = Ending::Misuse;
  execution_.misuse = std::move(text);
  fibers_[current_]->suspend();
}

void Scheduler::lock(const void* lock, const char* name, Mode mode) {
  if (outside(lock, true) || passes_by()) return;
  const ObjectId object = number(lock, true);
  if (locks_.held_by(object, current_)) {
    misuse(fmt::format("thread {} takes lock {} a second time, after step {}", current_ + 1, name,
                       execution_.events.size()));
    passes_by();
    return;
  }
  if (!pause({StepKind::Lock, mode, object, name})) passes_by();
}

// An unlock in a destructor must not throw, so a body that is to end leaves here as if all
// were well and ends at its next lock or access.
void Scheduler::unlock(const void* lock) {
  if (outside(lock, true) || fibers_[current_]->abandoned()) return;
  const ObjectId object = number(lock, true);
  if (!locks_.held_by(object, current_)) {
    misuse(fmt::format("thread {} unlocks a lock that it does not hold, after step {}",
                       current_ + 1, execution_.events.size()));
    return;
  }
  pause(locks_.unlock_step(object, current_));
}

void Scheduler::access(const void* object, const char* name, Mode mode) {
  if (outside(object, false) || passes_by()) return;
  if (!pause({StepKind::Access, mode, number(object, false), name})) passes_by();
}

void Scheduler::yield(const char* name) {
  if (passes_by()) return;
  if (!pause({StepKind::Access, Mode::Write, unknown_object, name})) passes_by();
}

void Scheduler::fallible(const char* name) {
  if (passes_by() || locks_.holds_one_to_write(current_)) return;
  if (!pause({StepKind::Fallible, Mode::Write, unknown_object, name})) passes_by();
}

void Scheduler::invoke(const char* name) {
  if (passes_by()) return;
  if (!pause({StepKind::Invoke, Mode::Read, unknown_object, name})) passes_by();
}

void Scheduler::respond(const char* name) {
  if (passes_by()) return;
  if (!pause({StepKind::Respond, Mode::Read, unknown_object, name})) passes_by();
}

void Scheduler::plain(const void* object, const char* name, Mode mode) {
  if (outside(object, false) || passes_by()) return;
  const ObjectId id = number(object, false);
  if (options_.plain_accesses_are_steps && !pause({StepKind::Plain, mode, id, name})) {
    passes_by();
    return;
  }
  detector_.plain(id, {current_, execution_.events.size(), mode, name}, execution_.races);
}

void Scheduler::note(NoteKind kind, std::string text) {
  const bool on_its_way = current_ != no_thread && !fibers_[current_]->abandoned();
  if (!options_.record_notes || !on_its_way) return;
  execution_.notes.push_back({execution_.events.size(), current_, kind, std::move(text)});
}

}  // namespace claimcheck::schedule
