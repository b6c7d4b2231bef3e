// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "impl/indexed/engine.hpp"

namespace claimcheck::indexed {

// An independent engine in the same state, with the same environment. Of an engine at rest.
// Throws std::bad_alloc.
std::unique_ptr<Engine> copy_engine(const Engine& engine);

// Makes `to`, which has the same setup and is at rest too, the state of `from`. What both have
// stays where it is in memory, and costs no more than to compare it. Throws std::bad_alloc.
void assign(const Engine& from, Engine& to);

}  // namespace claimcheck::indexed
