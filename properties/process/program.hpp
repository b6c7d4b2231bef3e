// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

// Another program, such as a compiler, run to its end.

namespace claimcheck::process {

struct ProgramLimits {
  int time_ms = 60'000;                 // then it is killed, with whatever it started
  std::size_t output_bytes = 4u << 20;  // of both streams together; the rest is thrown away
};

struct ProgramResult {
  bool started = false;    // false: there is no such program
  bool timed_out = false;  // it was killed
  int status = -1;         // its exit status; -1 where a signal ended it
  std::string output;      // standard output and standard error, as they came

  bool succeeded() const { return started && !timed_out && status == 0; }
};

// Runs `words` (a program found in PATH and its arguments) in `folder`, with `input` as its whole
// standard input, in the C locale. Throws std::system_error where the system refuses a process.
ProgramResult run_program(const std::vector<std::string>& words,
                          const std::filesystem::path& folder, std::string_view input = {},
                          const ProgramLimits& limits = {});

}  // namespace claimcheck::process
