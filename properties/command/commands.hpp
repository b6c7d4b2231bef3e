// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "properties/options/exit_status.hpp"
#include "properties/options/options.hpp"

namespace claimcheck::command {

options::ExitStatus run(const options::RunOptions& options);
options::ExitStatus replay(const options::ReplayOptions& options);
options::ExitStatus assurance(const options::AssuranceOptions& options);
options::ExitStatus list_clauses();
// Throws options::UsageError where there is no clause of this name.
options::ExitStatus show_clause(const std::string& name);

// The whole command line. Writes to standard output; progress and complaints to standard error.
int main(int argc, char** argv);

}  // namespace claimcheck::command
