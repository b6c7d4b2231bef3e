// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>

#include "model/clause.hpp"
#include "model/state.hpp"

// The theorems I1 to I6: true of every state that operations lead to from an initial state.

namespace claimcheck::model {

// The first theorem that is false of the state; nothing where all hold.
std::optional<Clause> false_theorem(const Setup& setup, const State& state);

// Whether this one is true of the state.
bool theorem_holds(Clause theorem, const Setup& setup, const State& state);

// Whether the state says something about a theorem, or the theorem is true of it for want of a
// claimed device or a group: what "exercised" means in reports.
bool is_nonvacuous(Clause theorem, const State& state);

}  // namespace claimcheck::model
