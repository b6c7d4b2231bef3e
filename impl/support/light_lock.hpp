// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstdint>

#include "impl/support/machine.hpp"

namespace claimcheck::support {

// A reader-writer lock in one word: one atomic step to take it and one to give it back where
// nobody is in the way, a third of what std::shared_mutex takes. A claim takes three. Readers pass
// waiting writers by, as in std::shared_mutex, so that a thread may rely on what others read.
template <class Machine>
class BasicLightLock {
 public:
  void lock() {
    take([](std::uint32_t now) { return (now & ~waiting) == 0 ? now | writer : blocked; });
  }
  void lock_shared() {
    take([](std::uint32_t now) { return now & writer ? blocked : now + 1; });
  }
  void unlock() {
    if (state_.exchange(0, std::memory_order_release) & waiting) state_.notify_all();
  }
  void unlock_shared() {
    const std::uint32_t before = state_.fetch_sub(1, std::memory_order_release);
    if (before != (waiting | 1)) return;
    // Who began to wait since then either sees the change before it sleeps, or is woken.
    state_.fetch_and(~waiting, std::memory_order_relaxed);
    state_.notify_all();
  }

 private:
  static constexpr std::uint32_t writer = 1u << 31;
  static constexpr std::uint32_t waiting = 1u << 30;  // someone sleeps; the rest counts readers
  static constexpr std::uint32_t blocked = ~0u;

  // `next` says what the state becomes with the lock taken, or `blocked`. Who is blocked looks
  // again after 1, 2, 4 pauses and so on, together about as long as a sleep and its waking take.
  // Meanwhile the holder may take the lock again and again, with all that it guards in its cache:
  // two that hand it to each other each time are slower together than one alone.
  template <class Next>
  void take(Next next) {
    for (int pauses = 1;;) {
      std::uint32_t now = state_.load(std::memory_order_relaxed);
      if (const std::uint32_t taken = next(now); taken != blocked) {
        if (state_.compare_exchange_weak(now, taken, std::memory_order_acquire)) return;
      } else if (pauses <= Machine::max_pauses) {
        for (int i = 0; i < pauses; i++) Machine::relax();
        pauses *= 2;
      } else {
        if (now & waiting || state_.compare_exchange_weak(now, now | waiting)) {
          state_.wait(now | waiting);
        }
      }
    }
  }

  typename Machine::template Atomic<std::uint32_t> state_ = 0;
};

using LightLock = BasicLightLock<Machine>;

}  // namespace claimcheck::support
