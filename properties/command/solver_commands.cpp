// SPDX-License-Identifier: MIT
#include "properties/command/solver_commands.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "properties/options/options.hpp"
#include "properties/process/program.hpp"

namespace claimcheck::command {
namespace {

constexpr const char* group = "Subcommands that need the solvers";

std::filesystem::path solver_program() {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path() / "claimcheck-proofs";
}

options::UsageError not_built(const std::string& command) {
  return options::UsageError(fmt::format("{} is not built: ./claimcheck {} builds it",
                                         solver_program().string(), command));
}

[[noreturn]] void become_solver_program(char** argv) {
  const auto program = solver_program();
  execv(program.c_str(), argv);
  if (errno == ENOENT) throw not_built(argv[1]);
  throw std::system_error(errno, std::generic_category(), program.string());
}

}  // namespace

bool is_solver_command(const CLI::App& command) {
  return command.get_group() == group;
}

std::string solver_help(const std::string& name) {
  const auto result = process::run_program({solver_program().string(), name, "--help"}, ".");
  if (!result.succeeded()) throw not_built(name);
  return result.output;
}

void add_solver_commands(CLI::App& app, char** argv) {
  const auto add = [&](const char* name, const char* what) {
    auto* command = app.add_subcommand(name, what);
    command->set_help_flag();  // the other program has the help
    command->group(group);
    command->prefix_command();
    command->callback([argv] { become_solver_program(argv); });
  };
  add("prove", "Prove the theorems for any number of extents, devices and threads");
  add("audit", "Prove everything afresh, and try to discredit it");
  add("mutants", "Look for every seeded bug in every mode: what is caught, how, and how soon");
}

}  // namespace claimcheck::command
