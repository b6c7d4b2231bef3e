// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "properties/explore/claim/scope.hpp"

// A scope whose reachable states are all known, to hold random search to.

namespace claimcheck::reach {

// One dynamic region, small enough to be explored in an instant: one tag of up to two members, one
// untagged extent, one injected one, two devices.
explore::claim::Scope small_scope();
inline constexpr std::string_view small_scope_option = "--tags 1";  // the rest is as explore has it

// What the Abstraction makes of its region in every reachable state, each once, in order.
std::vector<std::uint64_t> states_of(const explore::claim::Scope& scope);

}  // namespace claimcheck::reach
