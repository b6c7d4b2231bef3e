// SPDX-License-Identifier: MIT
#include "properties/text/wrap.hpp"

#include <sys/ioctl.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <sstream>

namespace claimcheck::text {
namespace {

constexpr std::size_t narrowest = 40;  // a listing is not readable in less

bool begins_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

// The first bytes of the text that are at most `width` characters.
std::size_t bytes_of(std::string_view text, std::size_t width) {
  std::size_t seen = 0;
  for (std::size_t byte = 0; byte < text.size(); ++byte) {
    if (begins_character(text[byte]) && seen++ == width) return byte;
  }
  return text.size();
}

enum class LongWord { whole, broken };

// The line, without a newline, in lines of `width`; all but the first begin with so many blanks.
std::vector<std::string> broken_line(std::string_view line, std::size_t width, std::size_t indent,
                                     LongWord long_word) {
  std::vector<std::string> lines;
  std::string begin;
  auto first_word = std::min(line.find_first_not_of(' '), line.size());
  while (length(line) + begin.size() > width) {
    const auto most = bytes_of(line, width - begin.size());
    auto end = line.rfind(' ', most);
    if (end == std::string_view::npos || end <= first_word) {
      end = long_word == LongWord::broken ? most : std::min(line.find(' ', most), line.size());
    }
    lines.push_back(begin);
    lines.back().append(line.substr(0, line.find_last_not_of(' ', end - 1) + 1));
    line.remove_prefix(std::min(line.find_first_not_of(' ', end), line.size()));
    if (line.empty()) return lines;
    begin.assign(indent, ' ');
    first_word = 0;
  }
  lines.push_back(begin.append(line));
  return lines;
}

}  // namespace

std::size_t width_of(int descriptor) {
  if (const char* said = std::getenv("COLUMNS")) {
    const std::string_view text(said);
    std::size_t columns = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), columns);
    if (error == std::errc{} && end == text.data() + text.size() && columns > 0) {
      return std::max(columns, narrowest);
    }
  }
  winsize size{};
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return any_width;
  return size.ws_col == 0 ? terminal_width : std::max<std::size_t>(size.ws_col, narrowest);
}

std::string wrap(std::string_view words, std::size_t width, std::string_view first,
                 std::string_view indent) {
  std::istringstream in{std::string(words)};
  std::string text;
  std::string line(first);
  bool has_word = false;
  for (std::string word; in >> word;) {
    if (has_word && length(line) + 1 + length(word) > width) {
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

std::string fitted(std::string_view text, std::size_t width) {
  std::string all;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    constexpr std::size_t deeper = 4;
    // A line that begins deep is no narrower for it than half of the width.
    const auto indent =
        std::min(std::min(line.find_first_not_of(' '), line.size()) + deeper, width / 2);
    const auto lines = broken_line(line, width, indent, LongWord::whole);
    for (const auto& one : lines) all.append(one).append("\n");
    if (end == text.size()) all.pop_back();
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return all;
}

std::vector<std::string> cell_lines(std::string_view cell, std::size_t width) {
  constexpr std::size_t indent = 2;
  return broken_line(cell, std::max(width, indent + 1), indent, LongWord::broken);
}

std::size_t length(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, begins_character));
}

}  // namespace claimcheck::text
