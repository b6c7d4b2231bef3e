// SPDX-License-Identifier: MIT
#include <cstdio>
#include <cstdlib>

#include "properties/command/commands.hpp"

int main(int argc, char** argv) {
  const int status = claimcheck::command::main(argc, argv);
  // Not exit(): a plugin's destructors are not to change the status that tells what it does.
  std::fflush(nullptr);
  std::quick_exit(status);
}
