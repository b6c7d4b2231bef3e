// SPDX-License-Identifier: MIT
#include "properties/formats/text.hpp"

#include <fmt/format.h>

#include "properties/text/characters.hpp"

namespace claimcheck::formats {
namespace {

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

}  // namespace

std::string visible(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto length = text::visible_length(text);
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
