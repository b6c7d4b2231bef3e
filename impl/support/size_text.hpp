// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace claimcheck::support {

// A size as it is written to an attribute, read as the kernel's kstrtoull(text, 0) does: an
// optional '+', then hexadecimal after 0x, octal after a leading 0, decimal otherwise, then at
// most one newline. Nothing for any other text, for a NUL inside, and above 64 bits.
std::optional<std::uint64_t> parse_size(std::string_view text);

}  // namespace claimcheck::support
