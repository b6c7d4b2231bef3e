// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

// Text for people, in lines of a width.

namespace claimcheck::text {

inline constexpr std::size_t terminal_width = 80;
inline constexpr std::size_t mail_width = 72;
inline constexpr std::size_t any_width = std::numeric_limits<std::size_t>::max();

// How wide a listing may be that programs read too, a thing a line: as COLUMNS says, else as wide
// as the terminal that the descriptor is. Where it is none, any width.
std::size_t width_of(int descriptor);

// The words of `words`, whatever blanks stand between them, in lines of at most `width` characters:
// the first begins with `first`, each other with `indent`, each ends with a newline. A word that is
// longer than a line has one of its own. Without words it is `first` alone.
std::string wrap(std::string_view words, std::size_t width, std::string_view first = "",
                 std::string_view indent = "");

// Each line of the text as it is where it is not wider than `width`; else broken at blanks, and
// what is left goes on four blanks deeper than the line began. A word that is longer stays whole.
std::string fitted(std::string_view text, std::size_t width);

// The lines of a cell that is so wide: broken at blanks, and inside a word that is longer. All but
// the first are indented by two. At least one.
std::vector<std::string> cell_lines(std::string_view cell, std::size_t width);

// How many characters the text has, which is UTF-8.
std::size_t length(std::string_view text);

}  // namespace claimcheck::text
