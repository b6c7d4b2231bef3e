// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>

#include "properties/options/exit_status.hpp"

namespace claimcheck::command {

// Writes the beginning of an engine into a folder that is not there yet, or is empty: its source,
// engine.h, a Makefile and a CMakeLists.txt. The engine has the folder's name. Throws
// options::UsageError where the folder has files, or its name is no word for an engine, and
// std::filesystem::filesystem_error where nothing can be written there.
void write_engine_skeleton(const std::filesystem::path& folder);

// The subcommand `new-engine`, which leaves its status in `status`.
void add_new_engine(CLI::App& app, options::ExitStatus& status);

}  // namespace claimcheck::command
