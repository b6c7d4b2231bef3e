// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "properties/command/help.hpp"

// Manual pages in the man macros of groff, from what the command line is parsed by.

namespace claimcheck::manual {

// Text of a page: no character of it is taken as a request or an escape.
std::string roff(const std::string& text);

// claimcheck(1).
std::string main_page(const std::vector<command::CommandHelp>& commands,
                      const std::string& version);

// claimcheck-NAME(1).
std::string page_of(const command::CommandHelp& command, const std::string& version);

// claimcheck-checker(1), a program that includes nothing of us.
std::string checker_page(const std::string& version);

}  // namespace claimcheck::manual
