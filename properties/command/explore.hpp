// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>

#include "properties/options/exit_status.hpp"
#include "properties/report/explore_report.hpp"

namespace claimcheck::command {

// Adds the subcommand; what it returns goes to `status`, which lives as long as the app.
void add_explore(CLI::App& app, options::ExitStatus& status);

}  // namespace claimcheck::command
