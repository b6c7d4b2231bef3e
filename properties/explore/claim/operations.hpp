// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "model/operation.hpp"
#include "properties/explore/claim/scope.hpp"

namespace claimcheck::explore::claim {

// Every operation of a scope, in a fixed order, whatever the state: most are refused in most
// states, and that is looked at too. Offers: each tag whole with 1..n members (addresses falling
// while seqs rise), shared with seqs against the order of arrival, with each one member lost;
// untagged one by one and all at once; and one of every kind that is never admitted.
std::vector<model::Operation> operations_of(const Scope& scope);

}  // namespace claimcheck::explore::claim
