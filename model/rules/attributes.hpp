// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "model/checks.hpp"
#include "model/operation.hpp"
#include "model/state.hpp"

// Reading, sizing, visibility: clauses V1 to V5. Writes to uuid are in claim.hpp.

namespace claimcheck::model {

Outcome read_uuid(const Region& region, const Device& device);
Outcome read_size(const Device& device);
template <Checks checks>
Outcome write_size(const RegionSetup& setup, Region& region, Device& device, std::string_view text);
Outcome read_available(const RegionSetup& setup, const Region& region);
Outcome read_resource(const RegionSetup& setup, const Region& region, const Device& device);
Outcome read_mapping(const Region& region, const Device& device, const ReadMapping& read);
Outcome read_mode(RegionKind kind, Attribute attribute);

}  // namespace claimcheck::model
