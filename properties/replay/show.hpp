// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

#include "model/trace/trace.hpp"

namespace claimcheck::replay {

// What a person types, in the current folder, to see a trace fail.
std::string replay_command(const std::filesystem::path& path, const std::string& engine);

// The trace without header and comments, each line indented.
std::string show_indented(const model::Trace& trace);

}  // namespace claimcheck::replay
