// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <bit>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace claimcheck::model {

// A UUID as 16 bytes in the order in which its text shows them. The null UUID, all zero, is the
// tag of an untagged extent (contract, Vocabulary).
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};

  bool is_null() const { return *this == Uuid{}; }
  // For what compares tags more often than anything else, and for orders that nobody sees.
  constexpr std::array<std::uint64_t, 2> words() const {
    return std::bit_cast<std::array<std::uint64_t, 2>>(bytes);
  }
  friend constexpr bool operator==(const Uuid& a, const Uuid& b) { return a.words() == b.words(); }
  auto operator<=>(const Uuid&) const = default;
};

inline constexpr std::size_t uuid_text_length = 36;

// Exactly 36 characters, hyphens at 8, 13, 18 and 23, hexadecimal digits of either case in the
// other places (W2). Nothing else is a UUID: no braces, no white space, nothing after it.
std::optional<Uuid> parse_uuid(std::string_view text);

// 36 characters, lower case (V1).
std::string to_string(const Uuid& uuid);

}  // namespace claimcheck::model
