// SPDX-License-Identifier: MIT
#include "properties/command/help.hpp"

#include <sstream>

#include "properties/text/wrap.hpp"

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

class InColumns : public CLI::Formatter {
 public:
  std::string make_option_desc(const CLI::Option* option) const override {
    return in_column(option->get_description());
  }
  std::string make_subcommand(const CLI::App* command) const override {
    std::ostringstream line;
    CLI::detail::format_help(line, command->get_display_name(true),
                             in_column(command->get_description()), column_width_);
    return line.str();
  }
  std::string make_description(const CLI::App* command) const override {
    return text::wrap(Formatter::make_description(command), text::terminal_width);
  }

 private:
  // What stands behind a newline is moved to the column by format_help().
  std::string in_column(const std::string& words) const {
    auto lines = text::wrap(words, text::terminal_width - column_width_);
    lines.pop_back();
    return lines;
  }
};

}  // namespace

std::shared_ptr<CLI::Formatter> help_in_columns() {
  return std::make_shared<InColumns>();
}

CommandHelp help_of(const CLI::App& command) {
  CommandHelp help{command.get_name(), command.get_description(), {}};
  for (const auto* option : command.get_options()) help.options.push_back(help_of_option(*option));
  return help;
}

}  // namespace claimcheck::command
