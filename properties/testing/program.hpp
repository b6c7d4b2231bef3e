// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

// For tests that run a program as a user does.

namespace claimcheck::testing {

struct Ended {
  int status = 0;  // what it exited with; -N if signal N ended it
  std::string out;
  std::string err;
};

// Runs a program to its end, in the folder, with these settings ("NAME=value") beside our own
// environment.
Ended run_program(const std::vector<std::string>& words, const std::filesystem::path& folder = ".",
                  const std::vector<std::string>& settings = {});

// The same on a terminal of so many columns: what it shows, both streams together, is `out`.
Ended run_on_terminal(const std::vector<std::string>& words, unsigned short columns,
                      const std::filesystem::path& folder = ".");

// An empty folder of the test that runs, gone with it.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, const std::string& text);

}  // namespace claimcheck::testing
