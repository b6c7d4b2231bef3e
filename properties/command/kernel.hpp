// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>

#include "properties/kernel/build.hpp"
#include "properties/options/exit_status.hpp"

namespace claimcheck::command {

// --kernel and --patch of a command that takes an engine.
void add_kernel(CLI::App& command, kernel::KernelSource& source);

// Builds the tree, where one is named, and makes `engine` its plugin. Throws kernel::KernelError,
// and options::UsageError for patches without a tree.
void use_kernel(const kernel::KernelSource& source, std::string& engine);

// Builds the tree that --against names, without patches, and returns its plugin. `engine` is that
// of
// --kernel. Throws kernel::KernelError, and options::UsageError where both are the same text.
std::string engine_against(const std::filesystem::path& tree, const std::string& engine);

// `claimcheck kernel`.
void add_kernel_command(CLI::App& app, options::ExitStatus& status);

}  // namespace claimcheck::command
