// SPDX-License-Identifier: MIT
#include "properties/concurrent/source_line.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <filesystem>
#include <mutex>
#include <sstream>
#include <unordered_map>

#include "properties/process/program.hpp"

namespace claimcheck::concurrent {
namespace {

std::string file_name(std::string_view path) {
  return std::filesystem::path(path).filename().string();
}

// "bus.c:412" of addr2line's "bus.c:412 (discriminator 2)"; empty where it knows no line.
std::string line_of(std::string_view answer) {
  answer = answer.substr(0, answer.find_first_of(" \n"));
  const auto colon = answer.rfind(':');
  if (colon == std::string_view::npos || answer.starts_with('?')) return {};
  const auto line = answer.substr(colon + 1);
  if (line.empty() || line.find_first_not_of("0123456789") != std::string_view::npos) return {};
  if (line == "0") return {};
  return file_name(answer);
}

// A function that the compiler put into its callers has a line of each. What the shims do for the
// code that is checked is the doing of that code.
std::string outer_line_of(const std::string& answer) {
  std::istringstream lines(answer);
  std::string innermost;
  for (std::string line; std::getline(lines, line);) {
    auto found = line_of(line);
    if (found.empty()) continue;
    if (line.find("impl/kernel/include") == std::string::npos) return found;
    if (innermost.empty()) innermost = std::move(found);
  }
  return innermost;
}

std::string look_up(const void* address) {
  Dl_info info{};
  if (dladdr(address, &info) == 0 || !info.dli_fname) return {};
  const auto offset_from = [&](const void* base) {
    return static_cast<const char*>(address) - static_cast<const char*>(base);
  };
  const auto offset = fmt::format("{:#x}", offset_from(info.dli_fbase));
  // One byte before what it returns to is still the call's own line.
  const auto call = fmt::format("{:#x}", offset_from(info.dli_fbase) - 1);
  const auto answer = process::run_program({"addr2line", "-i", "-e", info.dli_fname, call}, ".");
  if (answer.succeeded()) {
    if (auto line = outer_line_of(answer.output); !line.empty()) return line;
  }
  if (info.dli_sname) return fmt::format("{}+{:#x}", info.dli_sname, offset_from(info.dli_saddr));
  return fmt::format("{}+{}", file_name(info.dli_fname), offset);
}

}  // namespace

std::string source_line(const schedule::Source& source) {
  if (source.file) return fmt::format("{}:{}", file_name(source.file), source.line);
  if (!source.address) return {};
  // What an address means does not change while its object is loaded.
  static std::mutex guard;
  static std::unordered_map<const void*, std::string> known;
  const std::scoped_lock lock(guard);
  const auto [found, is_new] = known.try_emplace(source.address);
  if (is_new) found->second = look_up(source.address);
  return found->second;
}

}  // namespace claimcheck::concurrent
