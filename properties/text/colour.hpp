// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

// Colour on a terminal; nothing else that is printed depends on it.

namespace claimcheck::text {

enum class Colour { plain, red, green, yellow };

// Whether what is written to the file descriptor is for a terminal that shows colour, and nobody
// has asked for none: https://no-color.org has it that NO_COLOR, set to anything, does.
bool is_coloured(int descriptor);

// The words in a colour, or as they are.
std::string painted(std::string_view words, Colour colour, bool is_coloured);

// For standard output.
std::string painted(std::string_view words, Colour colour);

}  // namespace claimcheck::text
