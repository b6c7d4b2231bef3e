// SPDX-License-Identifier: MIT
#include "model/trace/bytes.hpp"

#include <fmt/format.h>

#include <charconv>

namespace claimcheck::model {
namespace {

constexpr std::string_view suffixes = "KMGTPE";
constexpr std::size_t printed_suffixes = 4;  // K to T, as in files of old

}  // namespace

std::string bytes_text(std::uint64_t value) {
  std::size_t suffix = 0;
  while (value != 0 && value % 1024 == 0 && suffix < printed_suffixes) {
    value /= 1024;
    ++suffix;
  }
  std::string text = std::to_string(value);
  if (suffix > 0) text += suffixes[suffix - 1];
  return text;
}

std::string hexadecimal_text(std::uint64_t value) {
  return fmt::format("{:#x}", value).substr(value == 0 ? 2 : 0);
}

std::optional<std::uint64_t> parse_bytes(std::string_view text) {
  std::uint64_t value = 0;
  const bool is_hexadecimal = text.starts_with("0x");
  if (is_hexadecimal) text.remove_prefix(2);
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value, is_hexadecimal ? 16 : 10);
  if (read.ec != std::errc{}) return std::nullopt;
  if (read.ptr == end) return value;
  const auto suffix = suffixes.find(*read.ptr);
  if (is_hexadecimal || suffix == std::string_view::npos || read.ptr + 1 != end)
    return std::nullopt;
  const auto shift = 10 * (suffix + 1);
  if (value > max_bytes >> shift) return std::nullopt;
  return value << shift;
}

}  // namespace claimcheck::model
