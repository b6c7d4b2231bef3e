// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>
#include <string>

// prove, audit and mutants need the solvers and all that is proved, which nothing else does and
// which is half of what a first build compiles. So they are a program of their own beside this
// one, claimcheck-proofs, which takes the same command line.

namespace claimcheck::command {

// Adds the three commands. Each one replaces this process by that program, with `argv`, which
// lives as long as the app. Throws options::UsageError where the program is not built.
void add_solver_commands(CLI::App& app, char** argv);

bool is_solver_command(const CLI::App& command);

// What that program says to `NAME --help`. Throws options::UsageError where it is not built.
std::string solver_help(const std::string& name);

}  // namespace claimcheck::command
