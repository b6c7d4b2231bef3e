// SPDX-License-Identifier: MIT
#include "properties/command/help.hpp"

namespace claimcheck::command {
namespace {

OptionHelp help_of_option(const CLI::Option& option) {
  OptionHelp help;
  if (option.get_positional()) {
    help.names.push_back(option.get_name());
  } else {
    for (const auto& name : option.get_lnames()) help.names.push_back("--" + name);
    for (const auto& name : option.get_snames()) help.names.push_back("-" + name);
  }
  // Behind a colon stands what values are taken, which help shows and a synopsis does not.
  const auto type = option.get_type_name();
  help.value = type.substr(0, type.find(':'));
  help.by_default = option.get_default_str();
  help.text = option.get_description();
  return help;
}

}  // namespace

CommandHelp help_of(const CLI::App& command) {
  CommandHelp help{command.get_name(), command.get_description(), {}};
  for (const auto* option : command.get_options()) help.options.push_back(help_of_option(*option));
  return help;
}

}  // namespace claimcheck::command
