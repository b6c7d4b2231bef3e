// SPDX-License-Identifier: MIT
#pragma once

#include "model/checks.hpp"
#include "model/operation.hpp"
#include "model/state.hpp"

// How extents come and go: clauses M1 to M7, by the admission text.

namespace claimcheck::model {

template <Checks checks>
Outcome offer(const Setup& setup, State& state, const Offer& offer);
template <Checks checks>
Outcome inject(const Setup& setup, State& state, const Inject& inject);
template <Checks checks>
Outcome release(const Setup& setup, State& state, const ReleaseTag& release);
template <Checks checks>
Outcome release(const Setup& setup, State& state, const ReleaseUntagged& release);

}  // namespace claimcheck::model
