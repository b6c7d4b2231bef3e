// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "model/checks.hpp"
#include "model/injection.hpp"
#include "model/operation.hpp"
#include "model/state.hpp"

namespace claimcheck::model {

// A write to `uuid`: clauses W1 to W7, and by its specification T1 to T5, U1, U2 and A2.
template <Checks checks>
Outcome write_uuid(const RegionSetup& setup, Region& region, Device& device, std::string_view text,
                   Injection& injection);

}  // namespace claimcheck::model
