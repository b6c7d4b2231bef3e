// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace claimcheck::model {

// Numbers of bytes as traces show them: decimal, with the largest of K, M, G, T that divides.
// No number of a trace is above this, so that the sum of any two fits 64 bits.
inline constexpr std::uint64_t max_bytes = std::uint64_t{1} << 62;

std::string bytes_text(std::uint64_t value);

// Decimal digits and at most one suffix; nothing where it is anything else or above the limit.
std::optional<std::uint64_t> parse_bytes(std::string_view text);

}  // namespace claimcheck::model
