// SPDX-License-Identifier: MIT
#include "model/uuid.hpp"

namespace claimcheck::model {
namespace {

constexpr bool is_hyphen_place(std::size_t index) {
  return index == 8 || index == 13 || index == 18 || index == 23;
}

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
  return std::nullopt;
}

}  // namespace

std::optional<Uuid> parse_uuid(std::string_view text) {
  if (text.size() != uuid_text_length) return std::nullopt;
  Uuid uuid;
  std::size_t digits = 0;
  for (std::size_t index = 0; index < text.size(); ++index) {
    if (is_hyphen_place(index)) {
      if (text[index] != '-') return std::nullopt;
      continue;
    }
    const auto digit = hex_digit(text[index]);
    if (!digit) return std::nullopt;
    auto& byte = uuid.bytes[digits / 2];
    byte = static_cast<std::uint8_t>(unsigned{byte} << 4 | *digit);
    ++digits;
  }
  return uuid;
}

std::string to_string(const Uuid& uuid) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(uuid_text_length);
  for (const auto byte : uuid.bytes) {
    if (is_hyphen_place(text.size())) text += '-';
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

}  // namespace claimcheck::model
