// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace claimcheck::process {

// What is in the file. It waits for nothing and nobody: what calls itself a file may be the
// kernel's log, and its size need not be what it says. Throws std::system_error: with EFBIG where
// there is more than so much.
std::string read_text(const std::filesystem::path& path, std::size_t max_bytes);

}  // namespace claimcheck::process
