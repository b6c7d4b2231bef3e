// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace claimcheck::model {

// Numbers of bytes as traces show them: decimal, with the largest of K, M, G, T that divides.
// The whole 64-bit space is there, so sums of two may wrap.
inline constexpr std::uint64_t max_bytes = UINT64_MAX;

std::string bytes_text(std::uint64_t value);

// With 0x, as addresses are shown; a zero is 0 (V10).
std::string hexadecimal_text(std::uint64_t value);

// Decimal digits and at most one suffix of K, M, G, T, P, E, or 0x and hexadecimal digits; nothing
// where it is anything else or above the limit.
std::optional<std::uint64_t> parse_bytes(std::string_view text);

}  // namespace claimcheck::model
