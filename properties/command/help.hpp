// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

namespace claimcheck::command {

// What help says of an option, or of an argument, which has one name and no dash.
struct OptionHelp {
  std::vector<std::string> names;  // "--seed"; the one to show first
  std::string value;               // what stands behind it: TEXT; empty: nothing
  std::string by_default;          // empty: there is none
  std::string text;

  bool is_argument() const { return !names.front().starts_with('-'); }
};

struct CommandHelp {
  std::string name;
  std::string text;  // one line
  std::vector<OptionHelp> options;
};

// The source of help, manual pages and completion is the same: what the command line is parsed by.
CommandHelp help_of(const CLI::App& command);

// Prints help in lines that fit a terminal. A command that is added to an app has the app's.
std::shared_ptr<CLI::Formatter> help_in_columns();

// Of every command in the order of `claimcheck --help`, but those that need the solvers, which have
// their options in a program of their own.
std::vector<CommandHelp> help_of_commands();

}  // namespace claimcheck::command
