// SPDX-License-Identifier: MIT
#include "properties/options/options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <limits>
#include <string_view>
#include <system_error>

namespace claimcheck::options {
namespace {

// The digits at the start of the text, which are taken off it.
std::optional<std::uint64_t> take_number(std::string_view& text) {
  std::uint64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{}) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
  return value;
}

}  // namespace

std::uint64_t parse_time(std::string_view flag, const std::string& text) {
  constexpr std::uint64_t max_ms = 7ull * 24 * 3600 * 1000;
  std::string_view rest = text;
  const auto number = take_number(rest);
  const std::uint64_t unit_ms = rest == "ms"                  ? 1
                                : rest == "s" || rest.empty() ? 1000
                                : rest == "m"                 ? 60'000
                                : rest == "h"                 ? 3'600'000
                                                              : 0;
  if (!number || unit_ms == 0 || *number > max_ms / unit_ms) {
    throw UsageError(fmt::format(
        "{} {}: expected a number and ms, s, m or h, as in 90s; a week at most", flag, text));
  }
  return *number * unit_ms;
}

std::string wrong_number(const std::string& text) {
  std::string_view rest = text;
  if (take_number(rest) && rest.empty()) return "";
  return fmt::format("{}: expected a number from 0 to {}", text,
                     std::numeric_limits<std::uint64_t>::max());
}

std::filesystem::path output_file(std::string_view flag, const std::filesystem::path& path) {
  std::error_code unknown;  // a folder that may not be looked into: opening says it better
  const bool is_new = !std::filesystem::exists(path, unknown);
  errno = 0;
  const bool opens = std::ofstream(path, std::ios::app).is_open();
  if (!opens) {
    throw UsageError(
        fmt::format("{} {}: cannot write it: {}", flag, path.string(), std::strerror(errno)));
  }
  if (is_new) std::filesystem::remove(path);
  return path;
}

Modes parse_modes(const std::string& text) {
  Modes modes{false, false, false, false, false};
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const auto comma = std::min(text.find(',', begin), text.size());
    const auto mode = text.substr(begin, comma - begin);
    if (mode == "replay") {
      modes.replay = true;
    } else if (mode == "check") {
      modes.check = true;
    } else if (mode == "faults") {
      modes.faults = true;
    } else if (mode == "concurrent") {
      modes.concurrent = true;
    } else if (mode == "explore") {
      modes.explore = true;
    } else {
      throw UsageError(fmt::format(
          "--modes {}: expected some of replay, check, faults, concurrent, explore, with commas",
          text));
    }
    begin = comma + 1;
  }
  return modes;
}

Shard parse_shard(const std::string& text) {
  std::string_view rest = text;
  const auto index = take_number(rest);
  const bool slash = rest.starts_with('/');
  if (slash) rest.remove_prefix(1);
  const auto count = slash ? take_number(rest) : std::nullopt;
  if (!index || !count || !rest.empty() || *index == 0 || *index > *count) {
    throw UsageError(fmt::format("--shard {}: expected i/n with i from 1 to n, as in 2/4", text));
  }
  return {*index - 1, *count};
}

Shard shard_from_environment() {
  const char* count = std::getenv("GTEST_TOTAL_SHARDS");
  const char* index = std::getenv("GTEST_SHARD_INDEX");
  if (!count && !index) return {};
  std::string_view count_text = count ? count : "";
  std::string_view index_text = index ? index : "";
  const auto counted = take_number(count_text);
  const auto indexed = take_number(index_text);
  if (!counted || !indexed || !count_text.empty() || !index_text.empty() || *indexed >= *counted) {
    throw UsageError(
        "GTEST_TOTAL_SHARDS and GTEST_SHARD_INDEX: expected two numbers, the index from 0 and "
        "below "
        "the total");
  }
  return {*indexed, *counted};
}

}  // namespace claimcheck::options
