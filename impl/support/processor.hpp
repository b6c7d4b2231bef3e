// SPDX-License-Identifier: MIT
#pragma once

#include <sched.h>

#include <cstddef>

namespace claimcheck::support {

// Bytes between what two processors write without waiting for each other: two cache lines, as
// they are fetched in pairs.
inline constexpr std::size_t destructive_distance = 128;

// The number of the processor that this runs on, which may be another by the time it is used: good
// for a choice that only speed depends on. 0 where the system cannot tell.
inline std::size_t processor() {
  const int here = ::sched_getcpu();
  return here < 0 ? 0 : static_cast<std::size_t>(here);
}

// Tells the processor that this is a loop that waits for another one.
inline void relax() {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

}  // namespace claimcheck::support
