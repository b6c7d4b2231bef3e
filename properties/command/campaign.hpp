// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>

#include "properties/options/exit_status.hpp"

namespace claimcheck::command {

// The subcommand `campaign`, which leaves its status in `status`.
void add_campaign(CLI::App& app, options::ExitStatus& status);

}  // namespace claimcheck::command
