// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>

#include "properties/options/exit_status.hpp"
#include "properties/options/options.hpp"

namespace claimcheck::command {

// Throws options::UsageError where no bug has such a name, or its plugin is not built.
options::ExitStatus mutants(const options::MutantOptions& options);

// The subcommand `mutants`, which leaves its status in `status`.
void add_mutants(CLI::App& app, options::ExitStatus& status);

}  // namespace claimcheck::command
