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
  numbers_.locks.clear();
  numbers_.objects.clear();
  numbers_.addresses.clear();
  stepping_ = false;
  locks_.reset();
  execution_.ending = Ending::finished;
  execution_.events.clear();
  execution_.waiting.clear();
  execution_.races.clear();
  execution_.plain_accesses = 0;
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
    if (execution_.ending == Ending::misuse) return;
    unfinished_ |= only(thread);
    current_ = thread;
    fibers_[thread]->start(bodies[thread]);
    settle(thread);
  }
}

void Scheduler::drive(Strategy& strategy) {
  named_ = static_cast<ObjectId>(numbers_.addresses.size());
  numbers_used_.assign(execution_.threads, 0);
  stepping_ = true;
  while (unfinished_ != 0) {
    if (execution_.ending == Ending::misuse) return;
    const View view{execution_.events, pending_, enabled(), named_};
    if (view.enabled == 0) {
      execution_.ending = Ending::deadlock;
      return record_waiting(0);
    }
    if (execution_.events.size() >= options_.max_steps) {
      execution_.ending = Ending::livelock;
      return;
    }
    const std::optional<ThreadId> choice = strategy.choose(view);
    if (!choice) {
      execution_.ending = Ending::given_up;
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
    if (step.kind == StepKind::lock && !locks_.available(step.object, step.mode)) {
      enabled &= ~only(thread);
    }
  }
  return enabled;
}

void Scheduler::perform(ThreadId thread) {
  const Step& step = pending_[thread];
  if (step.kind == StepKind::lock) locks_.acquire(step, thread);
  if (step.kind == StepKind::unlock) locks_.release(step.object, thread);
  detector_.step(thread, step, address_of(step));
  execution_.events.push_back({thread, step});
}

void Scheduler::resume(ThreadId thread) {
  current_ = thread;
  {
    const engines::MarkedCall call(options_.mark);
    fibers_[thread]->resume();
  }
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
    if (options_.teardown == Teardown::unwind) {
      fibers_[thread]->unwind();
    } else {
      fibers_[thread]->drop();
    }
    unfinished_ &= ~only(thread);
  }
  current_ = no_thread;
}

/// Once steps are taken, an object is numbered by the thread that uses it first, and by how many
/// that thread numbered before: so what a thread has for itself has the same number in every
/// execution.
ObjectId Scheduler::number(const void* object, bool is_lock) {
  auto& numbers = is_lock ? numbers_.locks : numbers_.objects;
  const auto [known, is_new] = numbers.insert(reinterpret_cast<std::uintptr_t>(object));
  if (!is_new) return known;
  auto id = static_cast<ObjectId>(numbers_.addresses.size());
  if (stepping_ && current_ != no_thread) {
    const auto threads = static_cast<ObjectId>(execution_.threads);
    id = named_ + numbers_used_[current_]++ * threads + current_;
  }
  if (id >= numbers_.addresses.size()) numbers_.addresses.resize(id + std::size_t{1});
  numbers_.addresses[id] = object;
  return known = id;
}

const void* Scheduler::address_of(const Step& step) const {
  return is_named(step.object) ? numbers_.addresses[step.object] : nullptr;
}

void Scheduler::declare(const void* object, bool is_lock) {
  number(object, is_lock);
}

void Scheduler::keep_numbers() {
  kept_numbers_ = numbers_;
}

void Scheduler::restore_numbers() {
  numbers_ = kept_numbers_;
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
  execution_.ending = Ending::misuse;
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
  if (!pause({StepKind::lock, mode, object, name})) passes_by();
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

void Scheduler::atomic(const void* object, const char* name, Mode mode) {
  if (outside(object, false) || passes_by()) return;
  if (!pause({StepKind::atomic, mode, number(object, false), name})) passes_by();
}

void Scheduler::yield(const char* name) {
  if (passes_by()) return;
  if (!pause({StepKind::atomic, Mode::write, unknown_object, name})) passes_by();
}

void Scheduler::fallible(const char* name) {
  if (passes_by()) return;
  if (!options_.has_lock_families && locks_.holds_one_to_write(current_)) return;
  const ObjectId object = options_.has_lock_families ? no_object : unknown_object;
  if (!pause({StepKind::fallible, Mode::write, object, name})) passes_by();
}

void Scheduler::invoke(const char* name) {
  if (passes_by()) return;
  if (!pause({StepKind::invoke, Mode::read, unknown_object, name})) passes_by();
}

void Scheduler::respond(const char* name) {
  if (passes_by()) return;
  if (!pause({StepKind::respond, Mode::read, unknown_object, name})) passes_by();
}

void Scheduler::plain(const void* object, std::size_t size, const char* name, Mode mode,
                      const Source& source) {
  if (options_.plain_accesses_are_steps) {
    if (outside(object, false) || passes_by()) return;
    if (!pause({StepKind::plain, mode, number(object, false), name})) {
      passes_by();
      return;
    }
  }
  if (passes_by()) return;
  ++execution_.plain_accesses;
  detector_.plain(object, size, {current_, execution_.events.size(), mode, name, source},
                  execution_.races);
}

void Scheduler::acquire(const void* object) {
  if (!passes_by()) detector_.acquire(current_, object);
}

// Like an unlock it may stand in a destructor.
void Scheduler::release(const void* object) {
  if (current_ == no_thread || fibers_[current_]->abandoned()) return;
  detector_.release(current_, object);
}

void Scheduler::note(NoteKind kind, std::string text) {
  const bool on_its_way = current_ != no_thread && !fibers_[current_]->abandoned();
  if (!options_.record_notes || !on_its_way) return;
  execution_.notes.push_back({execution_.events.size(), current_, kind, std::move(text)});
}

}  // namespace claimcheck::schedule
