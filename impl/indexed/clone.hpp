// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "impl/indexed/engine.hpp"

namespace claimcheck::indexed {

// An independent engine in the same state, with the same environment. Of an engine at rest.
// Throws std::bad_alloc.
std::unique_ptr<Engine> copy_engine(const Engine& engine);

}  // namespace claimcheck::indexed
