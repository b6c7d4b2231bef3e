// SPDX-License-Identifier: MIT
#include "properties/concurrent/source_line.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <filesystem>
#include <mutex>
#include <unordered_map>

#include "properties/process/code_line.hpp"

namespace claimcheck::concurrent {
namespace {

std::string file_name(std::string_view path) {
  return std::filesystem::path(path).filename().string();
}

std::string look_up(const void* address) {
  Dl_info info{};
  if (dladdr(address, &info) == 0 || !info.dli_fname) return {};
  const auto offset_from = [&](const void* base) {
    return static_cast<const char*>(address) - static_cast<const char*>(base);
  };
  const auto offset = offset_from(info.dli_fbase);
  auto line = process::code_line(info.dli_fname, static_cast<std::uint64_t>(offset));
  if (!line.empty()) return line;
  if (info.dli_sname) return fmt::format("{}+{:#x}", info.dli_sname, offset_from(info.dli_saddr));
  return fmt::format("{}+{:#x}", file_name(info.dli_fname), offset);
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
