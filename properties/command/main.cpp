// SPDX-License-Identifier: MIT
#include <cstdio>
#include <cstdlib>

#include "properties/command/commands.hpp"
#include "properties/process/profile.hpp"

int main(int argc, char** argv) {
  const int status = claimcheck::command::main(argc, argv);
  // Not exit(): a plugin's destructors are not to change the status that tells what it does.
  std::fflush(nullptr);
  claimcheck::process::save_profile();
  std::quick_exit(status);
}
