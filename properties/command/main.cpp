// SPDX-License-Identifier: MIT
#include "properties/command/commands.hpp"

int main(int argc, char** argv) {
  return claimcheck::command::main(argc, argv);
}
