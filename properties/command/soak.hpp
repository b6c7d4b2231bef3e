// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>

#include "properties/options/exit_status.hpp"

namespace claimcheck::command {

// The subcommand `soak`, which leaves its status in `status`.
void add_soak(CLI::App& app, options::ExitStatus& status);

}  // namespace claimcheck::command
