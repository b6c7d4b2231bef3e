// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "model/operation.hpp"
#include "model/state.hpp"

namespace claimcheck::shrink {

// Moves what an operation says about the region from one setup of it to another: places and
// lengths in squares of half the align, and seqs as far as the sequence base moves.
void move(model::Operation& operation, std::uint32_t region, const model::RegionSetup& from,
          const model::RegionSetup& to);

}  // namespace claimcheck::shrink
