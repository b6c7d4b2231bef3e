// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>

#include "properties/options/exit_status.hpp"

namespace claimcheck::command {

// The command `minimize`.
void add_minimize(CLI::App& app, options::ExitStatus& status);

}  // namespace claimcheck::command
