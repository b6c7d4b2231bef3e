// SPDX-License-Identifier: MIT
#include "properties/command/solver_commands.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "properties/options/options.hpp"

namespace claimcheck::command {
namespace {

[[noreturn]] void become_solver_program(char** argv) {
  const auto program =
      std::filesystem::read_symlink("/proc/self/exe").parent_path() / "claimcheck-proofs";
  execv(program.c_str(), argv);
  if (errno == ENOENT)
    throw options::UsageError(
        fmt::format("{} is not built: ./claimcheck {} builds it", program.string(), argv[1]));
  throw std::system_error(errno, std::generic_category(), program.string());
}

}  // namespace

void add_solver_commands(CLI::App& app, char** argv) {
  const auto add = [&](const char* name, const char* what) {
    auto* command = app.add_subcommand(name, what);
    command->set_help_flag();  // the other program has the help
    command->prefix_command();
    command->callback([argv] { become_solver_program(argv); });
  };
  add("prove", "Prove the theorems for any number of extents, devices and threads");
  add("audit", "Prove everything afresh, and try to discredit it");
  add("mutants", "Look for every seeded bug in every mode: what is caught, how, and how soon");
}

}  // namespace claimcheck::command
