// SPDX-License-Identifier: MIT
#pragma once

#include "model/operation.hpp"
#include "model/state.hpp"

// The region's driver: clauses R1 to R3, and V7 of a region.

namespace claimcheck::model {

Outcome bind(const Setup& setup, State& state, const BindRegion& bind);
Outcome unbind(const Setup& setup, State& state, const UnbindRegion& unbind);

// What any other operation returns in a region that is_dropped() (R2).
Outcome refuse_dropped(Role role);

}  // namespace claimcheck::model
