// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "properties/engines/engine.hpp"

namespace claimcheck::process {

// Of an engine of this tree what engines::Engine::named() gives. A plugin is loaded in a child
// process, which describes it: no code of it ever runs in this one. Throws engines::EngineError
// where it cannot be used, or gives no sign of life for so long while it is loaded.
engines::Engine engine_named(const std::string& name, int hang_timeout_ms = 10'000);

}  // namespace claimcheck::process
