// SPDX-License-Identifier: MIT
#include <cstdio>
#include <cstdlib>

#include "properties/command/commands.hpp"
#include "properties/command/program_status.hpp"
#include "properties/process/profile.hpp"
#include "properties/process/surroundings.hpp"
#include "properties/process/thread_sanitizer.hpp"

int main(int argc, char** argv) {
  claimcheck::process::keep_thread_sanitizer_to_ourselves();
  const int status = claimcheck::process::run_in_surroundings([&](const auto& streams) {
    return claimcheck::command::status_of_what_was_said(claimcheck::command::main(argc, argv),
                                                        streams);
  });
  // Not exit(): a plugin's destructors are not to change the status that tells what it does.
  std::fflush(nullptr);
  claimcheck::process::save_profile();
  std::quick_exit(status);
}
