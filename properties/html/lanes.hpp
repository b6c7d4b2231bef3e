// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include "model/trace/trace.hpp"
#include "properties/concurrent/runner.hpp"
#include "properties/html/markup.hpp"

// An execution of threads: time downwards, a lane for each thread, a bar in it for each lock that
// the thread holds.

namespace claimcheck::html {

// The rows of a recorded execution, and what went wrong in it.
Markup lanes(const model::Trace& trace, const schedule::Execution& execution);

// The rows behind the step with that number.
Markup rows_behind(const model::Trace& trace, const schedule::Execution& execution,
                   std::size_t step);

// How far an order of the operations comes that explains what they returned, and why no next one
// fits: the contract's state there beside the engine's at the end.
Markup tried_order(const model::Trace& trace, const concurrent::ClaimHistory& history,
                   const concurrent::TriedOrder& tried);

}  // namespace claimcheck::html
