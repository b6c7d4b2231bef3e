// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "properties/engines/engine.hpp"

namespace claimcheck::process {

// engines::Engine::named(), but a plugin is loaded in a child process first: one whose
// constructors crash, exit or hang is refused and takes nobody with it. Throws
// engines::EngineError.
engines::Engine engine_named(const std::string& name);

}  // namespace claimcheck::process
