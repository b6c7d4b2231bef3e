// SPDX-License-Identifier: MIT
#pragma once

#include "properties/explore/goals.hpp"
#include "properties/explore/levels/exchange.hpp"

namespace claimcheck::explore {

// By all ranks: what all of them saw, of each violation and goal the first in the order in which
// one process would have seen it.
Ledger merged(const Ledger& ledger, Exchange& exchange);

}  // namespace claimcheck::explore
