// SPDX-License-Identifier: MIT
#pragma once

#include <sched.h>

#include <atomic>
#include <cstddef>

namespace claimcheck::support {

// Bytes between what two processors write without waiting for each other: two cache lines, as
// they are fetched in pairs.
inline constexpr std::size_t destructive_distance = 128;

// What a lock needs of the machine that it is on. The locks are templates over it, so that what
// they do can be explored on one that shows all that the orders of their atomics allow.
struct Machine {
  template <class T>
  using Atomic = std::atomic<T>;

  static constexpr std::size_t slots = 8;  // over which threads spread
  static constexpr int max_pauses = 1024;  // in one go, before a thread sleeps

  // The number of the processor that this runs on, which may be another by the time it is used:
  // good for a choice that only speed depends on. 0 where the system cannot tell.
  static std::size_t processor() {
    const int here = ::sched_getcpu();
    return here < 0 ? 0 : static_cast<std::size_t>(here);
  }

  // Tells the processor that this is a loop that waits for another one.
  static void relax() {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    asm volatile("yield");
#endif
  }
};

}  // namespace claimcheck::support
