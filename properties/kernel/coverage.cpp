// SPDX-License-Identifier: MIT
#include "properties/kernel/coverage.hpp"

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <sstream>
#include <tuple>

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
  if (!result.started) {
    throw KernelError(fmt::format("there is no {} (Debian: install binutils)", words[0]));
  }
  if (!result.succeeded()) throw KernelError(fmt::format("{} failed", words[0]));
  return result.output;
}

// Open in every child: what is closed on exec is closed there.
process::Descriptor coverage_file() {
  process::Descriptor file(memfd_create("claimcheck-coverage", 0));
  if (file.get() < 0 || ftruncate(file.get(), coverage_bytes) != 0) {
    throw KernelError(fmt::format("no memory for coverage: {}", std::strerror(errno)));
  }
  return file;
}

char* shared_bytes(const process::Descriptor& file) {
  void* memory = mmap(nullptr, coverage_bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file.get(), 0);
  if (memory == MAP_FAILED) {
    throw KernelError(fmt::format("no memory for coverage: {}", std::strerror(errno)));
  }
  return static_cast<char*>(memory);
}

// "tree/drivers/dax/bus.c:12 (discriminator 3)". Whether it is below the tree.
bool set_place(const std::string& line, const std::string& tree, PlacedBlock& placed) {
  if (!line.starts_with(tree + "/")) return false;
  const auto end = line.find(' ');
  const auto colon = line.rfind(':', end);
  if (colon == std::string::npos || colon < tree.size()) return false;
  placed.block.line = std::atoi(line.c_str() + colon + 1);
  if (placed.block.line <= 0) return false;
  placed.block.file = line.substr(tree.size() + 1, colon - tree.size() - 1);
  if (end != std::string::npos) placed.discriminator = line.substr(end);
  return true;
}

// The compiler's own constructors are no text of the tree.
bool is_of_the_tree(const PlacedBlock& placed) {
  return placed.block.line > 0 && !placed.block.function.starts_with("_sub_");
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

std::map<std::string, std::set<int>> FileCoverage::lines_never_reached() const {
  const auto never = functions_never_reached();
  std::map<std::string, std::set<int>> missed;
  for (const auto& block : blocks) {
    if (!block.reached && !never.contains(block.function)) {
      missed[block.function].insert(block.line);
    }
  }
  return missed;
}

CoverageMap::CoverageMap() : file_(coverage_file()), marks_(shared_bytes(file_)) {
  setenv(coverage_variable, fmt::format("/proc/self/fd/{}", file_.get()).c_str(), 1);
}

CoverageMap::~CoverageMap() {
  unsetenv(coverage_variable);
  munmap(marks_, coverage_bytes);
}

void CoverageMap::clear() {
  std::memset(marks_, 0, coverage_bytes);
}

std::vector<std::uint64_t> hook_calls(const std::string& disassembly) {
  std::vector<std::uint64_t> calls;
  std::istringstream lines(disassembly);
  bool after_call = false;
  for (std::string line; std::getline(lines, line);) {
    const auto colon = line.find(':');
    if (line.ends_with(">:") || colon == std::string::npos || line.front() != ' ') {
      after_call = false;
      continue;
    }
    if (after_call) calls.push_back(std::stoull(line.substr(0, colon), nullptr, 16));
    after_call = line.find("call") != std::string::npos && line.find(hook) != std::string::npos;
  }
  return calls;
}

std::vector<PlacedBlock> places_of(const std::string& answer, const std::string& tree) {
  std::vector<PlacedBlock> places;
  std::istringstream lines(answer);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("0x")) {
      places.emplace_back().address = std::stoull(line, nullptr, 16);
      continue;
    }
    std::string place;
    if (places.empty() || !std::getline(lines, place)) break;
    auto& placed = places.back();
    if (placed.block.line > 0 || !set_place(place, tree, placed)) continue;
    placed.block.function = line.substr(0, line.find('.'));  // without .cold, .isra.0 and the like
  }
  return places;
}

std::vector<FileCoverage> read_coverage(const fs::path& plugin, const fs::path& tree,
                                        std::string_view marks) {
  std::string addresses;
  // The call itself is one byte before its return address at the latest, and in the same line.
  for (const auto address :
       hook_calls(output_of({"objdump", "-d", "--no-show-raw-insn", plugin.string()}))) {
    addresses += fmt::format("{:#x}\n", address - 1);
  }
  const auto places = places_of(
      output_of({"addr2line", "-a", "-f", "-i", "-e", plugin.string()}, addresses), tree.string());
  std::map<std::tuple<std::string, int, std::string>, Block> blocks;
  for (const auto& placed : places) {
    if (!is_of_the_tree(placed)) continue;
    const auto key = std::tuple(placed.block.file, placed.block.line, placed.discriminator);
    auto& block = blocks.try_emplace(key, placed.block).first->second;
    const auto returns_to = placed.address + 1;
    block.reached |= returns_to < marks.size() && marks[returns_to] != 0;
  }
  std::vector<FileCoverage> all;
  for (const auto& [key, block] : blocks) {
    if (all.empty() || all.back().file != block.file) all.push_back({block.file, {}});
    all.back().blocks.push_back(block);
  }
  return all;
}

TextCoverage coverage_of(const fs::path& plugin, const fs::path& tree, const CoverageMap& map) {
  try {
    auto files = read_coverage(plugin, tree, map.marks());
    const auto is_reached = [](const FileCoverage& file) { return file.reached() > 0; };
    if (std::ranges::any_of(files, is_reached)) return {std::move(files), {}};
    return {{}, "nothing of it was executed, or the system has no /proc"};
  } catch (const KernelError& error) {
    return {{}, error.what()};
  }
}

}  // namespace claimcheck::kernel
