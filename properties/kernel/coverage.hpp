// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "properties/process/pipe.hpp"

// Which blocks of a kernel file a run executed. The file is compiled with
// -fsanitize-coverage=trace-pc, so that each block calls a hook, which marks the call's return
// address in a map that all processes of a run share (impl/kernel/hooks/coverage.c).

namespace claimcheck::kernel {

// A block that the compiler made of one file's text. Copies of it, where its function was put into
// several callers, count as one.
struct Block {
  std::string function;  // that it stands in, in the source
  std::string file;      // from the root of the tree
  int line = 0;          // where it starts
  bool reached = false;
};

// What is known of one source file.
struct FileCoverage {
  std::string file;
  std::vector<Block> blocks;  // by line

  std::size_t reached() const;
  std::set<std::string> functions_never_reached() const;
  // Of functions that were reached: the lines at which blocks start that never were.
  std::map<std::string, std::set<int>> lines_never_reached() const;
};

// The environment variable that names the map's file to the hook, and the map's size: a byte for
// each byte of the plugin's text.
inline constexpr const char* coverage_variable = "CLAIMCHECK_COVERAGE";
inline constexpr std::size_t coverage_bytes = 4u << 20;

// What the hook marks. A plugin that is loaded for the first time while this lives marks its blocks
// here, whichever process runs it. It sets a variable of the environment: make and destroy it where
// no other thread runs, and one at a time.
class CoverageMap {
 public:
  CoverageMap();  // throws KernelError where the system refuses the memory
  ~CoverageMap();
  CoverageMap(const CoverageMap&) = delete;
  CoverageMap& operator=(const CoverageMap&) = delete;

  // A byte for each address of the plugin: not 0 where the hook was called and returns to.
  std::string_view marks() const { return {marks_, coverage_bytes}; }
  // Forgets what was reached.
  void clear();

 private:
  process::Descriptor file_;
  char* marks_;  // shared with all processes that have the file; never null
};

// All blocks of the plugin's kernel files, with what the marks say of each, by file. `tree` is the
// folder that the sources were compiled in. Throws KernelError where objdump or addr2line is
// missing or fails.
std::vector<FileCoverage> read_coverage(const std::filesystem::path& plugin,
                                        const std::filesystem::path& tree, std::string_view marks);

// The coverage of a run, or why there is none.
struct TextCoverage {
  std::vector<FileCoverage> files;
  std::string unknown;  // one sentence; empty where the files say it
};

// As read_coverage(), but what it throws is why nothing is known: no run fails for it.
TextCoverage coverage_of(const std::filesystem::path& plugin, const std::filesystem::path& tree,
                         const CoverageMap& map);

// The return addresses of calls of the hook in what objdump -d prints, in order.
std::vector<std::uint64_t> hook_calls(const std::string& disassembly);

// The block of each address, in what `addr2line -a -f -i` prints. A function that was put into
// another has a place in each: the innermost that is below `tree` counts. A block without one has
// no file.
struct PlacedBlock {
  std::uint64_t address = 0;
  Block block;
  std::string discriminator;  // tells blocks apart that start in one line
};
std::vector<PlacedBlock> places_of(const std::string& answer, const std::string& tree);

// The file's text with a sign before each line: '+' a block starts there and was reached, '-' one
// starts there and none was, '~' some were, ' ' none starts there.
std::string annotate(const FileCoverage& coverage, const std::string& source);

// For a person, 80 columns wide: how much was reached, which functions never were, and which only
// in part.
std::string summary(const FileCoverage& coverage);

// The summaries, what the signs mean, and the annotated text of every file, as it lies below
// `tree`; or why nothing is known. Throws KernelError where a file cannot be read.
std::string annotated_text(const TextCoverage& coverage, const std::filesystem::path& tree);

}  // namespace claimcheck::kernel
