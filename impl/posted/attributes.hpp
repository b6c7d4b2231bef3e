// SPDX-License-Identifier: MIT
// The files in sysfs. Each takes the locks that it needs, below the region's sysfs lock that its
// caller holds. Results as the kernel's: a length or zero, or a negative errno. What is read
// goes to `buf`.
#pragma once

#include <string>
#include <string_view>

#include "impl/posted/dax.hpp"

namespace claimcheck::posted {

ssize_t uuid_show(dev_dax* dev_dax, std::string& buf);
// `text` is followed by a NUL.
ssize_t uuid_store(dev_dax* dev_dax, std::string_view text);
ssize_t size_show(dev_dax* dev_dax, std::string& buf);
ssize_t size_store(dev_dax* dev_dax, std::string_view text);
ssize_t resource_show(dev_dax* dev_dax, std::string& buf);
// `field` of enum claimcheck_mapping_field.
ssize_t mapping_show(dev_dax* dev_dax, std::uint32_t mapping, std::uint32_t field,
                     std::string& buf);
ssize_t available_size_show(dax_region* dax_region, std::string& buf);
ssize_t dev_dax_visible(const dax_region* dax_region, std::uint32_t attribute);

// With the region's sysfs lock held for write.
ssize_t create_store(dax_region* dax_region);
ssize_t delete_store(dev_dax* dev_dax);

int dax_bus_probe(dev_dax* dev_dax);
int dax_bus_remove(dev_dax* dev_dax);
int dax_region_bind(dax_region* dax_region);
int dax_region_unbind(dax_region* dax_region);

// The sum of the free extents; the whole region where it is not a dynamic one.
std::uint64_t dax_region_avail_size(const dax_region* dax_region);

}  // namespace claimcheck::posted
