// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

// A block of a document that a command prints, so that the document says what the program does:
// it stands below the line <!-- claimcheck COMMAND -->.

namespace claimcheck::report {

// The text with the page in the place of the block that stands there. Throws options::UsageError
// where there is no such block.
std::string with_page(const std::string& text, std::string_view command, const std::string& page);

// Throws store::StoreError where the file cannot be read or written.
std::string read_document(const std::filesystem::path& path);
void write_document(const std::filesystem::path& path, const std::string& text);

}  // namespace claimcheck::report
