// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

// Texts that may hold any byte, such as what an engine said, character by character.

namespace claimcheck::text {

// How many bytes at the start of the text, which is not empty, are a character that can be seen, a
// newline or a tab: well-formed UTF-8, no control. 0: none are.
std::size_t visible_length(std::string_view text);

// What stands for the character in XML and HTML, in text and in quoted attributes; empty where it
// stands for itself.
std::string_view entity(char c);

}  // namespace claimcheck::text
