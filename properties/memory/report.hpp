// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "properties/memory/orders.hpp"

namespace claimcheck::memory {

/// A line of what came of it; where it is wrong, what it is judged by and the execution behind it.
std::string to_text(const Program& program, const Exploration& exploration);

/// A line for each kind of step: which weaker orders are found, which are not, and of which
/// that is unknown.
std::string to_text(const std::vector<Weakened>& all);

}  // namespace claimcheck::memory
