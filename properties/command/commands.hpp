// SPDX-License-Identifier: MIT
#pragma once

#include "properties/command/exit_status.hpp"
#include "properties/command/options.hpp"

namespace claimcheck::command {

ExitStatus run(const RunOptions& options);
ExitStatus replay(const ReplayOptions& options);
ExitStatus soak(const SoakOptions& options);
ExitStatus mutants(const MutantOptions& options);
ExitStatus assurance(const AssuranceOptions& options);
ExitStatus list_clauses();

// The whole command line. Writes to standard output; progress and complaints to standard error.
int main(int argc, char** argv);

}  // namespace claimcheck::command
