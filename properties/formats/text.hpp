// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

// Texts that may hold any byte, made fit for a document. What is special to a format is escaped by
// that format's own function, after this.

namespace claimcheck::formats {

// Well-formed UTF-8 of characters that can be seen, newlines and tabs; every other byte as \xNN.
std::string visible(std::string_view text);

// The same in one line: newlines and tabs as spaces.
std::string one_line(std::string_view text);

// At most so many bytes, with a last line that says so where there were more. Cuts no character.
std::string cut(std::string text, std::size_t max_bytes);

// The path as a URI: relative as it stands, whole with file://. What is not unreserved, as %NN.
std::string uri(std::string_view path);

}  // namespace claimcheck::formats
