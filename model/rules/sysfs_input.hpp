// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "model/uuid.hpp"

// What the texts mean that are written to a device's attributes. Any bytes may come in; a text ends
// at its first NUL (W0).

namespace claimcheck::model {

// W2: "0" or 36 characters of a UUID, each with at most one newline after it. "0" and the null
// UUID both come back as the null UUID: a claim of an untagged extent.
std::optional<Uuid> read_claim_text(std::string_view text);

// V3: at most one plus, then 0x or 0X and hexadecimal digits, or 0 and octal ones, or decimal ones,
// then at most one newline. A number of more than 64 bits is none.
std::optional<std::uint64_t> read_size_text(std::string_view text);

}  // namespace claimcheck::model
