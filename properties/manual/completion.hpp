// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "properties/command/help.hpp"

// What a shell completes behind `claimcheck`: commands, their options, clauses, engines and files.

namespace claimcheck::manual {

std::string bash_completion(const std::vector<command::CommandHelp>& commands);
std::string zsh_completion(const std::vector<command::CommandHelp>& commands);

}  // namespace claimcheck::manual
