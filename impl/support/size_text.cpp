// SPDX-License-Identifier: MIT
#include "impl/support/size_text.hpp"

#include <charconv>

namespace claimcheck::support {
namespace {

bool is_hex_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// Takes a 0x off the text where it is a prefix: a lone "0x" is an octal zero and a stray x.
int take_base(std::string_view& text) {
  if (text.empty() || text[0] != '0') return 10;
  if (text.size() < 3 || (text[1] != 'x' && text[1] != 'X') || !is_hex_digit(text[2])) return 8;
  text.remove_prefix(2);
  return 16;
}

}  // namespace

std::optional<std::uint64_t> parse_size(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  if (text.ends_with('\n')) text.remove_suffix(1);
  const int base = take_base(text);
  std::uint64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, value, base);
  if (error != std::errc() || stopped != end) return std::nullopt;
  return value;
}

}  // namespace claimcheck::support
