// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

namespace claimcheck::kernel {

// Where the sources lie that the plugin was compiled from, patched as they were: the folder that
// build() keeps beside it. Empty for an engine that build() did not make.
std::filesystem::path sources_of(const std::string& engine);

}  // namespace claimcheck::kernel
