// SPDX-License-Identifier: MIT
#include "properties/manual/man_page.hpp"

#include <fmt/format.h>

#include <cctype>

namespace claimcheck::manual {
namespace {

constexpr const char* exit_status = R"(.SH EXIT STATUS
.TP
.B 0
All that was checked holds.
.TP
.B 1
A clause is broken.
.TP
.B 2
A flag, a file or a plugin cannot be used.
.TP
.B 3
There is no verdict: time ran out, or something that had to be exercised was not.
)";

std::string head(const std::string& name, const std::string& version) {
  return fmt::format(".TH {} 1 \"\" \"claimcheck {}\" \"User Commands\"\n", roff(name),
                     roff(version));
}

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

std::string shown_names(const command::OptionHelp& option) {
  std::string text;
  for (const auto& name : option.names) {
    if (!text.empty()) text += ", ";
    text += "\\fB" + roff(name) + "\\fR";
  }
  if (!option.value.empty() && !option.is_argument()) text += " \\fI" + roff(option.value) + "\\fR";
  return text;
}

std::string entry(const command::OptionHelp& option) {
  auto text = fmt::format(".TP\n{}\n{}", shown_names(option), roff(option.text));
  if (!option.by_default.empty()) text += fmt::format(" (default: {})", roff(option.by_default));
  return text + ".\n";
}

std::string arguments_of(const command::CommandHelp& command) {
  std::string text;
  for (const auto& option : command.options) {
    if (option.is_argument()) text += " \\fI" + roff(option.names.front()) + "\\fR";
  }
  return text;
}

}  // namespace

std::string roff(const std::string& text) {
  std::string safe;
  bool at_line_start = true;
  for (const char c : text) {
    if (at_line_start && (c == '.' || c == '\'')) safe += "\\&";
    at_line_start = c == '\n';
    switch (c) {
      case '\\':
        safe += "\\e";
        break;
      case '-':
        safe += "\\-";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

std::string main_page(const std::vector<command::CommandHelp>& commands,
                      const std::string& version) {
  auto text = head("CLAIMCHECK", version);
  text += R"(.SH NAME
claimcheck \- does a claim engine keep the contract?
.SH SYNOPSIS
.B claimcheck
.I COMMAND
[\fIOPTION\fR ...]
.SH DESCRIPTION
Checks code that claims tagged CXL memory extents for a DAX device against an executable contract:
under random extent sets, with each fallible step made to fail, under each interleaving of small
concurrent cases, and in each state of a small scope. What it finds is a short trace that one
command replays.
.SH COMMANDS
)";
  for (const auto& command : commands) {
    text += fmt::format(".TP\n\\fB{}\\fR\n{}.\n", roff(command.name), roff(command.text));
  }
  text += exit_status;
  text += R"(.SH FILES
.TP
.I claimcheck\-found
Findings are saved in this folder of the current one where no other is named.
.TP
.I $XDG_CACHE_HOME/claimcheck/kernel
Kernel trees that were built.
.SH SEE ALSO
)";
  for (const auto& command : commands) {
    text += fmt::format(".BR claimcheck\\-{} (1){}\n", roff(command.name),
                        &command == &commands.back() ? "" : ",");
  }
  return text;
}

std::string page_of(const command::CommandHelp& command, const std::string& version) {
  const auto name = "claimcheck-" + command.name;
  auto text = head(upper(name), version);
  text += fmt::format(
      ".SH NAME\n{} \\- {}\n.SH SYNOPSIS\n\\fBclaimcheck {}\\fR [\\fIOPTION\\fR ...]{}\n"
      ".SH DESCRIPTION\n{}.\n.SH OPTIONS\n",
      roff(name), roff(command.text), roff(command.name), arguments_of(command),
      roff(command.text));
  for (const auto& option : command.options) text += entry(option);
  return text + exit_status + ".SH SEE ALSO\n.BR claimcheck (1)\n";
}

std::string checker_page(const std::string& version) {
  return head("CLAIMCHECK-CHECKER", version) + R"(.SH NAME
claimcheck\-checker \- checks the certificates of proved obligations without any solver
.SH SYNOPSIS
.B claimcheck\-checker
.I FOLDER
.SH DESCRIPTION
Checks NAME.certificate of each NAME.smt2 in the folder, as written by
.BR "claimcheck prove \-\-certificates \-\-export FOLDER" .
Each step has to follow by a rule, and the last has to be a contradiction to the file's hypotheses.
.SH EXIT STATUS
.TP
.B 0
All are certified.
.TP
.B 1
One is not: its name and the reason are told.
.TP
.B 2
There is no such file.
.SH SEE ALSO
.BR claimcheck\-prove (1)
)";
}

}  // namespace claimcheck::manual
