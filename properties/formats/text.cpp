// SPDX-License-Identifier: MIT
#include "properties/formats/text.hpp"

#include <fmt/format.h>

#include <cstdint>

namespace claimcheck::formats {
namespace {

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

std::size_t length_of(unsigned char lead) {
  return lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 0;
}

// C0 and C1 controls, surrogates, and what is no character.
bool is_hidden(std::uint32_t point) {
  if (point == '\n' || point == '\t') return false;
  return point < 0x20 || (point >= 0x7f && point < 0xa0) || (point >= 0xd800 && point < 0xe000) ||
         (point & 0xfffe) == 0xfffe || point > 0x10ffff;
}

// How many bytes at the start of the text are a character that can be seen; 0: none.
std::size_t seen(std::string_view text) {
  constexpr std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};  // by length: none is longer
  const auto lead = static_cast<unsigned char>(text.front());
  const auto length = length_of(lead);
  if (length == 0 || length > text.size()) return 0;
  std::uint32_t point = length == 1 ? lead : lead & (0x7fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if (!is_continuation(text[i])) return 0;
    point = point << 6 | (static_cast<unsigned char>(text[i]) & 0x3f);
  }
  return point < least[length] || is_hidden(point) ? 0 : length;
}

}  // namespace

std::string visible(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto length = seen(text);
    if (length > 0) {
      out += text.substr(0, length);
    } else {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(text.front()));
    }
    text.remove_prefix(length > 0 ? length : 1);
  }
  return out;
}

std::string one_line(std::string_view text) {
  auto line = visible(text);
  for (auto& c : line) {
    if (c == '\n' || c == '\t') c = ' ';
  }
  return line;
}

std::string cut(std::string text, std::size_t max_bytes) {
  constexpr std::string_view more = "\n... cut here: it is longer\n";
  if (text.size() <= max_bytes) return text;
  auto end = max_bytes - more.size();
  while (end > 0 && is_continuation(text[end])) --end;
  text.resize(end);
  return text.append(more);
}

std::string uri(std::string_view path) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
  std::string out = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    if (plain.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

}  // namespace claimcheck::formats
