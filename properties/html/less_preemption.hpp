// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "model/trace/trace.hpp"
#include "properties/engines/engine.hpp"
#include "properties/html/markup.hpp"

// The nearest neighbour of an execution of threads: the same, but for one preemption.

namespace claimcheck::html {

struct LessPreemption {
  std::string without;  // "the switch from thread 1 to thread 2 after step 7"
  Markup threads;       // what they do from there on
};

// An execution that goes as the trace's schedule says, but for one preemption, from the last to the
// first: there the thread goes on to its next switch. Nothing where none of these passes.
std::optional<LessPreemption> with_one_preemption_less(const engines::Engine& engine,
                                                       model::Trace trace);

}  // namespace claimcheck::html
