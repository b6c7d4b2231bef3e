// SPDX-License-Identifier: MIT
// How extents come and go. The patch takes this side as given, so it keeps the contract (M1 to
// M7), but it knows nothing of how many members a group was offered with. Each takes
// dax_region_rwsem itself; 0 or a negative errno.
#pragma once

#include "impl/posted/dax.hpp"

namespace claimcheck::posted {

int offer_extents(dax_region* region, const claimcheck_operation& offer);
int inject_extent(dax_region* region, const claimcheck_operation& inject);
int release_tag(dax_region* region, const uuid_t& uuid);
int release_untagged(dax_region* region, std::uint64_t start);

}  // namespace claimcheck::posted
