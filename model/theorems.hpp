// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>

#include "model/clause.hpp"
#include "model/state.hpp"

// The theorems I1 to I6 as predicates: true of every state that operations lead to from an
// initial state.

namespace claimcheck::model {

bool one_device_an_extent(const State& state);                            // I1
bool use_count_is_holders(const State& state);                            // I2
bool device_holds_whole_group(const State& state);                        // I3
bool sizes_add_up(const Setup& setup, const State& state);                // I4
bool whole_offers_are_claimable(const Setup& setup, const State& state);  // I5
bool ranges_are_dense(const Setup& setup, const State& state);            // I6

// The first theorem that is false of the state; nothing where all hold.
std::optional<Clause> false_theorem(const Setup& setup, const State& state);

// Whether the state says something about a theorem, or the theorem is true of it for want of a
// claimed device or a group: what "exercised" means in reports.
bool is_telling(Clause theorem, const State& state);

}  // namespace claimcheck::model
