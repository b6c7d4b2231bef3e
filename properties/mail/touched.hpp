// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "model/trace/trace.hpp"
#include "properties/engines/engine.hpp"
#include "properties/kernel/coverage.hpp"

namespace claimcheck::mail {

// The functions of the tree that the last operation of the trace runs through, by file and line.
// The trace is run once more, in a child process. Empty for one with threads, and where nothing is
// known. `map` is the one that the engine was loaded under; what it says is lost.
std::vector<std::string> functions_touched(const engines::Engine& engine,
                                           const std::filesystem::path& tree,
                                           const model::Trace& trace, kernel::CoverageMap& map);

}  // namespace claimcheck::mail
