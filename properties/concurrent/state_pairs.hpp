// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "impl/engine.h"
#include "model/trace/trace.hpp"

// Pairs of operations by the state that they meet. What two operations lose between them depends on
// what the device, the tag and the region are when they start.

namespace claimcheck::concurrent {

// All pairs, with repetition,
// - of what is done to one device, and beside it, where the device is unclaimed, holds a group or
//   an untagged extent, has a driver, or is gone, in a region with a driver and without one;
// - of what adds, takes or claims extents of one tag that lives in two regions, free in both or in
//   use in one: the host's account of it is under the lock of neither (M3);
// - of what is done to a device of a region that is not dynamic.
// Each for both readings of unbinding, where the engine knows them and they differ (R1). And each
// behind each,
// - of what adds, takes or claims the one extent that a region has or gets, and of create, with
// what
//   is available or the next device read behind the first: what was looked up before a lock was
//   waited for is another's by then (V8, M4).
// A pair's number is below the count.
std::uint64_t state_pair_count(const claimcheck_engine_api& api);
model::Trace state_pair(const claimcheck_engine_api& api, std::uint64_t number);

}  // namespace claimcheck::concurrent
