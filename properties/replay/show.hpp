// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

#include "model/trace/trace.hpp"

namespace claimcheck::replay {

// A path as a person would type it: below the current folder without it, else whole.
std::string show(const std::filesystem::path& path);

// What a person types to see a trace fail.
std::string replay_command(const std::filesystem::path& path, const std::string& engine);

// The trace without header and comments, each line indented.
std::string show_indented(const model::Trace& trace);

}  // namespace claimcheck::replay
