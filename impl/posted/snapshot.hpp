// SPDX-License-Identifier: MIT
#pragma once

#include "impl/posted/dax.hpp"

namespace claimcheck::posted {

// Everything that a user can see of the engine at rest, and what it holds.
void emit_snapshot(const dax_engine& engine, const claimcheck_sink& sink);

}  // namespace claimcheck::posted
