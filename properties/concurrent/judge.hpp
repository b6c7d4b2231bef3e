// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "properties/check/conformance.hpp"
#include "properties/concurrent/claim_history.hpp"
#include "properties/driver/engine.hpp"

namespace claimcheck::concurrent {

// Whether some order of the calls explains what they returned and what the engine, now at rest,
// shows in the end (C1, C2). `before` is the contract's state when the threads started; all stamps
// are below `now`. `snapshot` is room for the last look.
std::optional<check::Difference> judge_history(const model::Trace& trace,
                                               const model::State& before, ClaimHistory calls,
                                               linearizability::Stamp now, driver::Running& engine,
                                               driver::Snapshot& snapshot);

}  // namespace claimcheck::concurrent
