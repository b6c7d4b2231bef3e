// SPDX-License-Identifier: MIT
#include "properties/options/options.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <string_view>
#include <system_error>

#include "properties/options/number.hpp"

namespace claimcheck::options {

Amounts amounts_of(Effort effort) {
  if (effort == Effort::full) return {};
  return {.traces = 50'000, .fault_traces = 2'500, .cases = 500, .three_threads_percent = 10};
}

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

std::string wrong_name(const std::string& text) {
  return text.empty() ? "expected a path: this one is empty" : "";
}

std::filesystem::path output_file(std::string_view flag, const std::filesystem::path& path) {
  std::error_code unknown;  // a folder that may not be looked into: opening says it better
  const bool is_new = !std::filesystem::exists(path, unknown);
  // Without waiting for somebody to read from a pipe.
  const int descriptor =
      open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK | O_CLOEXEC, 0666);
  if (descriptor >= 0) close(descriptor);
  if (descriptor < 0) {
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

}  // namespace claimcheck::options
