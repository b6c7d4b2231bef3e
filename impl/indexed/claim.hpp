// SPDX-License-Identifier: MIT
#pragma once

#include "impl/indexed/region.hpp"

namespace claimcheck::indexed {

// Claims for an unclaimed device: the group with the tag, or one untagged extent where the tag
// is null: all of it or nothing (I3). With the region's lock held for read and the device's for
// write. 0 or a negative errno, and then nothing is changed (A1, A2), so that trying again is as
// trying first (A3). Throws std::bad_alloc likewise. Never warns: what it refuses came from a
// device or a user (A5).
int claim(const Env& env, Region& region, Device& device, const Uuid& tag);

// Gives all that the device holds back to the region. Same locks. Never fails.
void unclaim(const Env& env, Region& region, Device& device);

}  // namespace claimcheck::indexed
