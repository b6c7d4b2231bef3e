// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>

namespace claimcheck::installation {

// Where the program's own files are, and where it writes when it is told nothing else. All paths
// are absolute. In a build tree the files are those of the source tree; once installed they are
// below share/claimcheck, in the same folders.
struct Installation {
  std::filesystem::path root;     // corpus/, docs/, impl/, model/ and smt/ are below it
  std::filesystem::path build;    // the build tree; empty where the program is installed
  std::filesystem::path found;    // findings are saved here
  std::filesystem::path kernels;  // kernel trees that were built are kept here

  bool is_source_tree() const { return !build.empty(); }
  std::filesystem::path corpus() const { return root / "corpus"; }
  // How help and documents call `found`.
  std::string found_name() const { return is_source_tree() ? "corpus/found" : "claimcheck-found"; }
};

struct NoFiles : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// That of the program at this path, called in `folder` by somebody whose caches are below `caches`.
// Throws NoFiles, which names the places that were looked at.
Installation installation_of(const std::filesystem::path& program,
                             const std::filesystem::path& folder,
                             const std::filesystem::path& caches);

// That of the program that runs. A few lookups of files; safe to call from any thread.
Installation installation();

// What a person types, in the current folder, to start the program: one word of a POSIX shell.
std::string program_word();

// A path as a person would type it: below the current folder without it, else whole.
std::string show(const std::filesystem::path& path);

// One word of a POSIX shell.
std::string shell_word(const std::string& text);

}  // namespace claimcheck::installation
