// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "properties/memory/explore.hpp"

namespace claimcheck::memory {

/// Over the indexed engine's own locks and sum (impl/support), as their text is.
std::vector<Program> engine_programs();

}  // namespace claimcheck::memory
