// SPDX-License-Identifier: MIT
#include "properties/kernel/coverage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "properties/kernel/tree.hpp"
#include "properties/process/program.hpp"

namespace claimcheck::kernel {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view hook = "<__sanitizer_cov_trace_pc";

std::string output_of(const std::vector<std::string>& words, std::string_view input = {}) {
  process::ProgramLimits limits;
  limits.output_bytes = 64u << 20;
  const auto result = process::run_program(words, ".", input, limits);
  if (!result.succeeded()) {
    throw KernelError(fmt::format("{} failed: expected the binutils to be installed", words[0]));
  }
  return result.output;
}

std::string read_map(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

// "tree/drivers/dax/bus.c:12 (discriminator 3)"
void set_place(const std::string& line, const std::string& tree, Block& block) {
  const auto colon = line.rfind(':');
  if (colon == std::string::npos || line.rfind(tree + "/", 0) != 0) return;
  block.file = line.substr(tree.size() + 1, colon - tree.size() - 1);
  block.line = std::atoi(line.c_str() + colon + 1);
}

bool is_kernel_file(const Block& block) {
  return block.line > 0 && block.file.ends_with(".c");
}

}  // namespace

std::size_t FileCoverage::reached() const {
  return static_cast<std::size_t>(std::ranges::count_if(blocks, &Block::reached));
}

std::set<std::string> FileCoverage::functions_never_reached() const {
  std::set<std::string> never;
  for (const auto& block : blocks) never.insert(block.function);
  for (const auto& block : blocks) {
    if (block.reached) never.erase(block.function);
  }
  return never;
}

void make_coverage_map(const fs::path& path) {
  std::ofstream(path, std::ios::binary).close();
  std::error_code error;
  fs::resize_file(path, coverage_bytes, error);
  if (error) throw KernelError(fmt::format("cannot write {}: {}", path.string(), error.message()));
}

std::map<std::uint64_t, std::string> hook_calls(const std::string& disassembly) {
  std::map<std::uint64_t, std::string> calls;
  std::istringstream lines(disassembly);
  std::string function;
  bool after_call = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.ends_with(">:")) {
      const auto open = line.find('<');
      function = line.substr(open + 1, line.size() - open - 3);
      function = function.substr(0, function.find('.'));  // without .cold, .isra.0 and the like
      after_call = false;
      continue;
    }
    const auto colon = line.find(':');
    if (colon == std::string::npos || line.front() != ' ') continue;
    if (after_call) calls.emplace(std::stoull(line.substr(0, colon), nullptr, 16), function);
    after_call = line.find("call") != std::string::npos && line.find(hook) != std::string::npos;
  }
  return calls;
}

std::vector<FileCoverage> read_coverage(const fs::path& plugin, const fs::path& tree,
                                        const fs::path& map) {
  const auto calls =
      hook_calls(output_of({"objdump", "-d", "--no-show-raw-insn", plugin.string()}));
  const auto marks = read_map(map);
  std::string addresses;
  // The call itself is one byte before its return address at the latest, and in the same line.
  for (const auto& [address, function] : calls) addresses += fmt::format("{:#x}\n", address - 1);
  std::istringstream places(output_of({"addr2line", "-e", plugin.string()}, addresses));
  std::map<std::string, FileCoverage> files;
  for (const auto& [address, function] : calls) {
    std::string line;
    if (!std::getline(places, line)) break;
    Block block{address, function, {}, 0, address < marks.size() && marks[address] != 0};
    set_place(line, tree.string(), block);
    if (is_kernel_file(block)) files[block.file].blocks.push_back(block);
  }
  std::vector<FileCoverage> all;
  for (auto& [file, coverage] : files) {
    coverage.file = file;
    std::ranges::stable_sort(coverage.blocks, {}, &Block::line);
    all.push_back(std::move(coverage));
  }
  return all;
}

std::string annotate(const FileCoverage& coverage, const std::string& source) {
  struct Line {
    bool some_reached = false;
    bool some_not = false;
  };
  std::map<int, Line> lines;
  for (const auto& block : coverage.blocks) {
    auto& line = lines[block.line];
    (block.reached ? line.some_reached : line.some_not) = true;
  }
  std::string text;
  std::istringstream in(source);
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    const auto found = lines.find(++number);
    char sign = ' ';
    if (found != lines.end()) {
      sign = !found->second.some_reached ? '-' : found->second.some_not ? '~' : '+';
    }
    text += fmt::format("{} {:5}  {}\n", sign, number, line);
  }
  return text;
}

std::string summary(const FileCoverage& coverage) {
  auto text = fmt::format("{}: {} of {} blocks executed\n", coverage.file, coverage.reached(),
                          coverage.blocks.size());
  const auto never = coverage.functions_never_reached();
  for (const auto& function : never) text += fmt::format("  never called: {}\n", function);
  std::map<std::string, std::set<int>> missed;
  for (const auto& block : coverage.blocks) {
    if (!block.reached && !never.contains(block.function)) {
      missed[block.function].insert(block.line);
    }
  }
  for (const auto& [function, lines] : missed) {
    text += fmt::format("  never reached in {}: line {}\n", function, fmt::join(lines, ", "));
  }
  return text;
}

}  // namespace claimcheck::kernel
