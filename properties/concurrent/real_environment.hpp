// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <atomic>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <span>
#include <thread>
#include <vector>

#include "impl/engine.h"
#include "model/trace/trace_text.hpp"
#include "properties/concurrent/operation_faults.hpp"
#include "properties/schedule/random.hpp"

namespace claimcheck::concurrent {

// An engine's environment on threads of the operating system. A thread calls enter() before all
// else; what is asked outside one never fails. Wherever an engine calls it, a thread may dawdle:
// left alone, one is mostly through before the next has begun.
class RealEnvironment {
 public:
  // Without locks, an engine has to have its own. `seed` is of the dawdling.
  RealEnvironment(bool lends_locks, std::uint64_t seed);
  RealEnvironment(const RealEnvironment&) = delete;
  RealEnvironment& operator=(const RealEnvironment&) = delete;

  const claimcheck_env& interface() const { return interface_; }

  // The calling thread is this one from now on; `thread` below model::max_thread.
  void enter(std::size_t thread);
  void leave();

  // The thread starts an operation. `faults` must live until its next.
  void begin(std::size_t thread, std::span<const model::Fault> faults);
  const std::vector<int>& injected(std::size_t thread) const {
    return threads_[thread].faults.injected();
  }

 private:
  struct Held {
    const void* lock;
    bool to_write;
  };
  struct PerThread {  // touched by its thread alone
    OperationFaults faults;
    std::vector<Held> held;
    schedule::Random random{0};
  };

  void dawdle();
  int fail(const char* site);
  int lock(const void* lock, const char* name, std::uint32_t mode);
  void unlock(const void* lock);
  std::shared_mutex& mutex_of(const void* lock);
  std::shared_mutex* common_mutex_of(const void* lock);

  // A mutex for an engine's lock, from the first time that it is taken.
  struct Lent {
    std::atomic<const void*> lock = nullptr;
    std::shared_mutex mutex;
  };

  claimcheck_env interface_;
  std::array<PerThread, model::max_thread + 1> threads_;  // the last: outside any thread
  // To find a lock's mutex must order no threads: that would hide races from ThreadSanitizer. So
  // those are in a table that is read without a lock, and only what has no room there is not.
  std::vector<Lent> lent_;
  std::mutex guard_;                               // of rest_
  std::map<const void*, std::shared_mutex> rest_;  // by the address of the engine's lock
};

}  // namespace claimcheck::concurrent
