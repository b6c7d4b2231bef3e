// SPDX-License-Identifier: MIT
// claimcheck-manual FOLDER: writes the manual pages and the completions of the shells there. A part
// of the build, which installs them.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>

#include "properties/command/audit.hpp"
#include "properties/command/help.hpp"
#include "properties/command/mutants.hpp"
#include "properties/command/program_status.hpp"
#include "properties/command/prove.hpp"
#include "properties/manual/completion.hpp"
#include "properties/manual/man_page.hpp"
#include "properties/options/options.hpp"
#include "properties/report/generated_page.hpp"
#include "properties/report/report.hpp"

namespace {

using claimcheck::command::CommandHelp;
using claimcheck::options::ExitStatus;

std::vector<CommandHelp> help_of_all_commands() {
  auto all = claimcheck::command::help_of_commands();
  CLI::App solvers;
  auto status = ExitStatus::holds;
  claimcheck::command::add_prove(solvers, status);
  claimcheck::command::add_audit(solvers, status);
  claimcheck::command::add_mutants(solvers, status);
  for (const auto* command : solvers.get_subcommands({}))
    all.push_back(claimcheck::command::help_of(*command));
  return all;
}

ExitStatus write_pages(const std::filesystem::path& folder) {
  namespace manual = claimcheck::manual;
  using claimcheck::report::write_document;
  const auto version = std::string(claimcheck::report::version);
  const auto commands = help_of_all_commands();
  std::filesystem::create_directories(folder);
  write_document(folder / "claimcheck.1", manual::main_page(commands, version));
  for (const auto& command : commands) {
    write_document(folder / ("claimcheck-" + command.name + ".1"),
                   manual::page_of(command, version));
  }
  write_document(folder / "claimcheck-checker.1", manual::checker_page(version));
  // The program in which prove, audit and mutants are, which nobody has to call by its name.
  const auto prove = std::ranges::find(commands, "prove", &CommandHelp::name);
  write_document(folder / "claimcheck-proofs.1", manual::page_of(*prove, version));
  write_document(folder / "claimcheck.bash", manual::bash_completion(commands));
  write_document(folder / "_claimcheck", manual::zsh_completion(commands));
  return ExitStatus::holds;
}

}  // namespace

int main(int argc, char** argv) {
  return claimcheck::command::program_status([&] {
    if (argc != 2) throw claimcheck::options::UsageError("expected: claimcheck-manual FOLDER");
    return write_pages(argv[1]);
  });
}
