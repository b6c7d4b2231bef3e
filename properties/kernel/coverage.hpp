// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

// Which blocks of a kernel file a run executed. The file is compiled with
// -fsanitize-coverage=trace-pc, so that each block calls a hook, which marks the call's return
// address in a map that all processes of a run share (impl/kernel/hooks/coverage.c).

namespace claimcheck::kernel {

// A block that the compiler made of one file's text.
struct Block {
  std::uint64_t address = 0;  // in the plugin: what the hook marks
  std::string function;
  std::string file;  // from the root of the tree
  int line = 0;      // where it starts
  bool reached = false;
};

// What is known of one source file.
struct FileCoverage {
  std::string file;
  std::vector<Block> blocks;  // by line

  std::size_t reached() const;
  std::set<std::string> functions_never_reached() const;
};

// The environment variable that names the map's file to the hook, and the map's size: a byte for
// each byte of the plugin's text.
inline constexpr const char* coverage_variable = "CLAIMCHECK_COVERAGE";
inline constexpr std::size_t coverage_bytes = 4u << 20;

// Makes the map's file, all zero. Throws KernelError.
void make_coverage_map(const std::filesystem::path& path);

// All blocks of the plugin's kernel files, with what the map says of each, by file. `tree` is the
// folder that the sources were compiled in. Throws KernelError where objdump or addr2line is
// missing.
std::vector<FileCoverage> read_coverage(const std::filesystem::path& plugin,
                                        const std::filesystem::path& tree,
                                        const std::filesystem::path& map);

// The return addresses of calls of the hook, with their functions, in what objdump -d prints.
std::map<std::uint64_t, std::string> hook_calls(const std::string& disassembly);

// The file's text with a sign before each line: '+' a block starts there and was reached, '-' one
// starts there and none was, '~' some were, ' ' none starts there.
std::string annotate(const FileCoverage& coverage, const std::string& source);

// For a person: how much was reached, and what never, by function.
std::string summary(const FileCoverage& coverage);

}  // namespace claimcheck::kernel
