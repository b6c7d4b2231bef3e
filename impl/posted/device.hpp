// SPDX-License-Identifier: MIT
// What the patch calls but does not show: a device's ranges and their mappings. All of it under
// dax_region_rwsem and dax_dev_rwsem held for write, but for dev_dax_size.
#pragma once

#include "impl/posted/dax.hpp"

namespace claimcheck::posted {

std::uint64_t dev_dax_size(const dev_dax* dev_dax);

// Carves the whole of `res` for the device: to_alloc, 0 where nothing of it is left, or a
// negative errno.
ssize_t dev_dax_resize_one(resource* res, dev_dax* dev_dax, std::uint64_t to_alloc,
                           dax_resource* dax_resource);

// Drops the last range, which must exist: gives its reservation back and decrements the use
// count of its extent. Its mapping stays registered.
void trim_dev_dax_range(dev_dax* dev_dax);

// From the last range to the first: unregisters the mapping and trims.
void dev_dax_shrink_to_zero(dev_dax* dev_dax);

}  // namespace claimcheck::posted
