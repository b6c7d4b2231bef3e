// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// Text for people, in lines of a width.

namespace claimcheck::text {

inline constexpr std::size_t terminal_width = 80;
inline constexpr std::size_t mail_width = 72;

// The words of `words`, whatever blanks stand between them, in lines of at most `width` characters:
// the first begins with `first`, each other with `indent`, each ends with a newline. A word that is
// longer than a line has one of its own. Without words it is `first` alone.
std::string wrap(std::string_view words, std::size_t width, std::string_view first = "",
                 std::string_view indent = "");

}  // namespace claimcheck::text
