// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

#include "model/trace/trace.hpp"
#include "properties/engines/engine.hpp"
#include "properties/engines/translate.hpp"

// One operation on an engine, and what the contract's outcome of it looks like from outside.

namespace claimcheck::judge {

// What an engine returned, as it is.
struct Observed {
  std::int64_t result = 0;
  std::string text;  // of a read: at most CLAIMCHECK_TEXT_SIZE bytes
};

// What the contract's outcome looks like through the C interface.
Observed shown(const model::Operation& operation, const model::Outcome& outcome);

// Faults are what the engine's environment was told last. `translated` is of the operation.
Observed apply(engines::Running& running, const model::Operation& operation,
               const engines::Translated& translated);

// For people: "ok", "EINVAL", "128M", "the text \"0\\n\"".
std::string describe(const model::Trace& trace, const model::Operation& operation,
                     const Observed& observed);

}  // namespace claimcheck::judge
