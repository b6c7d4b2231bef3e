// SPDX-License-Identifier: MIT
#include "properties/text/wrap.hpp"

#include <sstream>

namespace claimcheck::text {

std::string wrap(std::string_view words, std::size_t width, std::string_view first,
                 std::string_view indent) {
  std::istringstream in{std::string(words)};
  std::string text;
  std::string line(first);
  bool has_word = false;
  for (std::string word; in >> word;) {
    if (has_word && line.size() + 1 + word.size() > width) {
      text += line + '\n';
      line = indent;
      has_word = false;
    }
    if (has_word) line += ' ';
    line += word;
    has_word = true;
  }
  return text + line + '\n';
}

}  // namespace claimcheck::text
