// SPDX-License-Identifier: MIT
// The patch itself. Both under dax_region_rwsem and dax_dev_rwsem held for write.
#pragma once

#include "impl/posted/dax.hpp"

namespace claimcheck::posted {

// 0 or a negative errno.
ssize_t uuid_claim_untagged(dax_region* dax_region, dev_dax* dev_dax);
ssize_t uuid_claim_tagged(dax_region* dax_region, dev_dax* dev_dax, const uuid_t* uuid);

}  // namespace claimcheck::posted
