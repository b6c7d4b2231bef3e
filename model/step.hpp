// SPDX-License-Identifier: MIT
#pragma once

#include "model/checks.hpp"
#include "model/injection.hpp"
#include "model/operation.hpp"
#include "model/state.hpp"

namespace claimcheck::model {

// Does one operation: changes `state` and says what came of it and which clause decided. The
// state is changed only where the outcome is a success (A1). Every operation has an outcome in
// every state whose regions are the setup's; an operation must name one of those regions. Offers,
// injects and releases go to dynamic regions, and so do writes of size: the contract says nothing
// of others.
//
// With Checks::on the texts test their own statements and throw StatementFailed where one is
// false; those of admission in regions of few extents. Where `injection` fires the outcome is its
// error, decided by W3, W5 or A2.
//
// A pure function of its arguments: threads may step states of their own at once.
template <Checks checks>
Outcome step(const Setup& setup, State& state, const Operation& operation, Injection& injection);

template <Checks checks>
Outcome step(const Setup& setup, State& state, const Operation& operation) {
  Injection none;
  return step<checks>(setup, state, operation, none);
}

}  // namespace claimcheck::model
