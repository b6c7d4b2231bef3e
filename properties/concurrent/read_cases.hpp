// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "impl/engine.h"
#include "model/trace/trace.hpp"

// What a read sees while what it reads changes more than once. Beside one operation a read that
// looks twice finds a device that holds something, and then nothing, and says so; only where the
// device holds something else by then does it put together what never was.

namespace claimcheck::concurrent {

// Each read of a device, and of the available size, in a thread; in another
// - the device gives back what it holds and claims something else, of other extents, lengths and
//   offsets: each of two groups and an untagged extent after each other;
// - it gives back, is deleted, and another is created;
// - its region drops, has a driver again, and the tag comes back as another group (R1), where the
//   engine knows that reading of unbinding.
// A case's number is below the count.
std::uint64_t read_case_count(const claimcheck_engine_api& api);
model::Trace read_case(const claimcheck_engine_api& api, std::uint64_t number);

}  // namespace claimcheck::concurrent
