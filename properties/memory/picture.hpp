// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "properties/memory/machine.hpp"

namespace claimcheck::memory {

/// "acquire", as the standard says it.
std::string to_string(Order order);

/// A line a step, in an order in which each read comes behind what it reads. `asleep` says of which
/// threads that they sleep.
std::vector<std::string> picture(const Memory& memory, const Graph& graph,
                                 const std::vector<std::optional<EventId>>& asleep);

/// Of the last event with another.
std::string race_text(const Memory& memory, const Graph& graph, EventId other);

}  // namespace claimcheck::memory
