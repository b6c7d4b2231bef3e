// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "impl/engine.h"

// What ThreadSanitizer tells of an engine that is compiled with it, where its library is in the
// process: process/thread_sanitizer.hpp. It sees what the engine really does, whatever it announces
// to its environment: its own atomic operations, the C library's locks, and those that we lend,
// which are of the C library too. Our own code is not compiled with it, and orders nothing.

namespace claimcheck::concurrent {

// While no other thread runs: forgets what was told.
void forget_sanitizer_races();

// While no other thread runs: the first race that was told since then of which at least one side is
// the engine's, as a line with the two places in its source. Nothing where there is none.
std::optional<std::string> sanitizer_race(const claimcheck_engine_api& api);

}  // namespace claimcheck::concurrent
