// SPDX-License-Identifier: MIT
#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>

#include "properties/command/audit.hpp"
#include "properties/command/help.hpp"
#include "properties/command/mutants.hpp"
#include "properties/command/program_status.hpp"
#include "properties/command/prove.hpp"
#include "properties/command/words.hpp"
#include "properties/process/profile.hpp"
#include "properties/process/surroundings.hpp"

namespace {

claimcheck::options::ExitStatus execute(int argc, char** argv) {
  using claimcheck::options::ExitStatus;
  CLI::App app{"claimcheck: does a claim engine keep the contract?", "claimcheck"};
  auto status = ExitStatus::no_verdict;  // until a command has come to one
  app.formatter(claimcheck::command::help_in_columns());
  app.require_subcommand(1);
  claimcheck::command::add_prove(app, status);
  claimcheck::command::add_audit(app, status);
  claimcheck::command::add_mutants(app, status);
  claimcheck::command::refuse_odd_words(argc, argv);
  try {
    app.parse(argc, argv);
    return status;
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? ExitStatus::holds : ExitStatus::usage;
  }
}

}  // namespace

int main(int argc, char** argv) {
  const int status = claimcheck::process::run_in_surroundings([&](const auto& streams) {
    return claimcheck::command::status_of_what_was_said(
        claimcheck::command::program_status([&] { return execute(argc, argv); }), streams);
  });
  // Not exit(): a plugin's destructors are not to change the status that tells what it does.
  std::fflush(nullptr);
  claimcheck::process::save_profile();
  std::quick_exit(status);
}
