// SPDX-License-Identifier: MIT
#include "properties/html/markup.hpp"

#include <cstdint>

namespace claimcheck::html {
namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";

bool continues(std::string_view text, std::size_t place) {
  return place < text.size() && (static_cast<unsigned char>(text[place]) & 0xc0u) == 0x80;
}

// How many bytes of UTF-8 make the character at the place; 0 where none do.
std::size_t size_of_character(std::string_view text, std::size_t place) {
  const auto first = static_cast<unsigned char>(text[place]);
  if (first < 0x80) return first >= 0x20 && first != 0x7f ? 1 : 0;
  const std::size_t size = first >= 0xf5 ? 0 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2) return 0;
  for (std::size_t next = 1; next < size; ++next) {
    if (!continues(text, place + next)) return 0;
  }
  if (size < 3) return size;
  const auto second = static_cast<unsigned char>(text[place + 1]);
  const bool is_overlong = (first == 0xe0 && second < 0xa0) || (first == 0xf0 && second < 0x90);
  const bool is_no_character = (first == 0xed && second >= 0xa0) ||
                               (first == 0xf4 && second >= 0x90);  // surrogates; above U+10FFFF
  return is_overlong || is_no_character ? 0 : size;
}

std::string_view entity(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

}  // namespace

Markup escape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t place = 0; place < text.size();) {
    const auto named = entity(text[place]);
    if (!named.empty() || text[place] == '\n' || text[place] == '\t') {
      out += named.empty() ? text.substr(place, 1) : named;
      ++place;
      continue;
    }
    const auto size = size_of_character(text, place);
    out += size == 0 ? replacement : text.substr(place, size);
    place += size == 0 ? 1 : size;
  }
  return Markup::raw(std::move(out));
}

}  // namespace claimcheck::html
