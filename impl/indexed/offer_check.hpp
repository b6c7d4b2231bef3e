// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "impl/indexed/region.hpp"

namespace claimcheck::indexed {

// An offer's members, lost ones included: they take part in every check (M1 to M4).
using Members = std::span<const claimcheck_member>;

// M1 and M2, and what no offer can be. 0 or -EINVAL.
int check_numbers(const Region& region, Members members, bool tagged, bool shared);
// M4: -EINVAL before -ENOSPC. With the region's lock held.
int check_places(const Region& region, Members members);

}  // namespace claimcheck::indexed
