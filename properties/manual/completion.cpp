// SPDX-License-Identifier: MIT
#include "properties/manual/completion.hpp"

#include <fmt/format.h>

#include "model/clause.hpp"

namespace claimcheck::manual {
namespace {

std::string names_of(const std::vector<command::CommandHelp>& commands) {
  std::string text;
  for (const auto& command : commands) text += (text.empty() ? "" : " ") + command.name;
  return text;
}

std::string options_of(const command::CommandHelp& command) {
  std::string text;
  for (const auto& option : command.options) {
    if (option.is_argument()) continue;
    for (const auto& name : option.names) text += (text.empty() ? "" : " ") + name;
  }
  return text;
}

std::string clause_names() {
  std::string text;
  for (const auto& row : model::clauses()) {
    text += (text.empty() ? "" : " ") + std::string(row.name);
  }
  return text;
}

// Inside a word in single quotes, where zsh gives a meaning to colons and brackets too.
std::string zsh_text(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    if (c == '\'') {
      safe += "'\\''";
      continue;
    }
    if (c == ':' || c == '[' || c == ']' || c == '\\') safe += '\\';
    safe += c;
  }
  return safe;
}

std::string zsh_options(const command::CommandHelp& command) {
  std::string text;
  for (const auto& option : command.options) {
    if (option.is_argument()) continue;
    for (const auto& name : option.names) {
      text += fmt::format(" \\\n        '*{}[{}]", name, zsh_text(option.text));
      if (name == "--engine") {
        text += ":engine:{compadd indexed posted; _files}";
      } else if (!option.value.empty()) {
        text += fmt::format(":{}:_files", zsh_text(option.value));
      }
      text += "'";
    }
  }
  return text;
}

}  // namespace

std::string bash_completion(const std::vector<command::CommandHelp>& commands) {
  std::string cases;
  for (const auto& command : commands) {
    cases += fmt::format("    {}) words='{}' ;;\n", command.name, options_of(command));
  }
  return fmt::format(R"(# bash completion of claimcheck
_claimcheck() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} words=
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    mapfile -t COMPREPLY < <(compgen -W '{0} --help --version' -- "$current")
    return
  fi
  case ${{COMP_WORDS[1]}} in
{1}  esac
  if [[ $current == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
  elif [[ ${{COMP_WORDS[1]}} == clauses ]]; then
    mapfile -t COMPREPLY < <(compgen -W '{2}' -- "$current")
  elif [[ ${{COMP_WORDS[1]}} == help ]]; then
    mapfile -t COMPREPLY < <(compgen -W '{0}' -- "$current")
  elif [[ $before == --engine ]]; then
    mapfile -t COMPREPLY < <(compgen -W 'indexed posted' -- "$current"; compgen -f -- "$current")
  fi
}}
# Whatever else is asked for is a file.
complete -o default -o filenames -F _claimcheck claimcheck
)",
                     names_of(commands), cases, clause_names());
}

std::string zsh_completion(const std::vector<command::CommandHelp>& commands) {
  std::string names;
  std::string cases;
  for (const auto& command : commands) {
    names += fmt::format("    '{}:{}'\n", command.name, zsh_text(command.text));
    const auto rest = command.name == "clauses" ? "'*:clause:(" + clause_names() + ")'"
                      : command.name == "help"  ? "'*:command:(" + names_of(commands) + ")'"
                                                : std::string("'*:file:_files'");
    cases += fmt::format("    {})\n      _arguments{} \\\n        {} ;;\n", command.name,
                         zsh_options(command), rest);
  }
  return fmt::format(R"(#compdef claimcheck

_claimcheck() {{
  local -a commands
  commands=(
{}  )
  if ((CURRENT == 2)); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  ((CURRENT--))
  case $command in
{}  esac
}}

_claimcheck "$@"
)",
                     names, cases);
}

}  // namespace claimcheck::manual
