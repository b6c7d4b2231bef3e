// SPDX-License-Identifier: MIT
#pragma once

#include "model/operation.hpp"
#include "model/state.hpp"

// How extents come and go: clauses M1 to M7.

namespace claimcheck::model {

Outcome offer(const Setup& setup, State& state, const Offer& offer);
Outcome inject(const Setup& setup, State& state, const Inject& inject);
Outcome release(State& state, const ReleaseTag& release);
Outcome release(State& state, const ReleaseUntagged& release);

}  // namespace claimcheck::model
