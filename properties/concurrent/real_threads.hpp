// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "model/trace/trace.hpp"
#include "properties/concurrent/claim_history.hpp"
#include "properties/engines/engine.hpp"
#include "properties/judge/conformance.hpp"

// The same cases on threads of the operating system, as a check on the scheduler itself: what it
// takes for the visible steps of an engine may not be all of them.

namespace claimcheck::concurrent {

struct RealExecution {
  ClaimHistory history;  // in the order of the trace's steps; stamps in nanoseconds
  std::optional<judge::Difference> difference;
};

// Runs the trace's threads once, all let go at one moment. An engine whose table has
// CLAIMCHECK_OWN_LOCKS takes its own; any other is lent locks of the standard library. A race that
// ThreadSanitizer tells of the engine is a difference too (C3). The trace must outlive what is
// returned. Throws engines::EngineError where the engine cannot be made.
//
// A deadlock hangs: run this in a child process. `seed` varies how the threads are shaken.
RealExecution run_on_threads(const engines::Engine& engine, const model::Trace& trace,
                             std::uint64_t seed);

}  // namespace claimcheck::concurrent
