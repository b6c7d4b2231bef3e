// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "impl/engine.h"
#include "model/trace/trace.hpp"

// An engine is asked only what its table says that it can do.

namespace claimcheck::engines {

// A trace as it can be asked, and what had to be left out or changed for that.
struct Restricted {
  model::Trace trace;  // without regions or steps: nothing is left to ask
  std::uint64_t steps_left_out = 0;
  std::uint64_t regions_changed = 0;  // left out, another base or unbinding, or smaller
};

// For traces that are made up: a region gets a sequence base, an unbinding and an end that the
// engine knows, one of another kind goes with all that is about it, and so does every operation,
// and every write of no bytes, that does not reach the engine.
Restricted restricted(const model::Trace& trace, const claimcheck_engine_api& api);

// Whether the operation reaches the engine: it knows it, and a write of no bytes if it says so
// (W0).
bool can_be_asked(const model::Operation& operation, const claimcheck_engine_api& api);

// Whether the trace can be asked as it stands: for traces that somebody wrote.
bool can_be_asked(const model::Trace& trace, const claimcheck_engine_api& api);

// The same trace, or where the engine knows the other sequence base alone the one that says the
// same of it; nothing where more is lacking.
std::optional<model::Trace> as_asked(const model::Trace& trace, const claimcheck_engine_api& api);

// Whether anything at all that the clause decides can be asked.
bool can_be_asked(model::Clause clause, const claimcheck_engine_api& api);

}  // namespace claimcheck::engines
