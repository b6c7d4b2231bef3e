// SPDX-License-Identifier: MIT
#pragma once

#include "model/operation.hpp"
#include "properties/engines/translate.hpp"
#include "properties/judge/conformance.hpp"

// One operation on an engine, and what the contract's outcome of it looks like from outside.

namespace claimcheck::judge {

// What the contract's outcome looks like through the C interface.
Observed shown(const model::Operation& operation, const model::Outcome& outcome);

// Faults are what the engine's environment was told last. `translated` is of the operation.
Observed apply(engines::Running& running, const model::Operation& operation,
               const engines::Translated& translated);

}  // namespace claimcheck::judge
