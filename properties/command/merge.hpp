// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>

#include "properties/options/exit_status.hpp"

namespace claimcheck::command {

// The subcommand `merge`, which leaves its status in `status`.
void add_merge(CLI::App& app, options::ExitStatus& status);

}  // namespace claimcheck::command
