// SPDX-License-Identifier: MIT
#include "model/rules/sysfs_input.hpp"

#include <charconv>

namespace claimcheck::model {
namespace {

// What counts of a text that was written.
std::string_view line_of(std::string_view text) {
  text = text.substr(0, text.find('\0'));  // W0
  if (text.ends_with('\n')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::optional<Uuid> read_claim_text(std::string_view text) {
  text = line_of(text);  // W2
  if (text == "0") return Uuid{};
  return parse_uuid(text);
}

std::optional<std::uint64_t> read_size_text(std::string_view text) {
  text = line_of(text);  // V3
  if (text.starts_with('+')) text.remove_prefix(1);
  int base = 10;
  if (text.size() > 2 && (text.starts_with("0x") || text.starts_with("0X"))) {
    base = 16;
    text.remove_prefix(2);
  } else if (text.size() > 1 && text.starts_with('0')) {
    base = 8;
  }
  std::uint64_t value = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value, base);
  if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  return value;
}

}  // namespace claimcheck::model
