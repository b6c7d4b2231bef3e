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

}  // namespace claimcheck::support
