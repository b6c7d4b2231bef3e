// SPDX-License-Identifier: MIT
#include "properties/html/markup.hpp"

#include "properties/text/characters.hpp"

namespace claimcheck::html {

Markup escape(std::string_view text) {
  constexpr std::string_view replacement = "\xef\xbf\xbd";
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto length = text::visible_length(text);
    const auto entity = text::entity(text.front());
    out += length == 0 ? replacement : entity.empty() ? text.substr(0, length) : entity;
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return Markup::raw(std::move(out));
}

}  // namespace claimcheck::html
