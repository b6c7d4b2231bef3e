// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "properties/driver/engine.hpp"

namespace claimcheck::hunt {

// driver::Engine::named(), but a plugin is loaded in a child process first: one whose
// constructors crash, exit or hang is refused and takes nobody with it. Throws driver::EngineError.
driver::Engine engine_named(const std::string& name);

}  // namespace claimcheck::hunt
