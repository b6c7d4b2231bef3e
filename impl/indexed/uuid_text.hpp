// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "impl/engine.h"

namespace claimcheck::indexed {

using Uuid = std::array<std::uint8_t, 16>;

inline constexpr Uuid null_uuid{};

// As two words, where a claim compares: g++ 12 calls memcmp() for an array's own ==.
constexpr bool same(const Uuid& a, const Uuid& b) {
  using Words = std::array<std::uint64_t, 2>;
  const auto one = std::bit_cast<Words>(a);
  const auto other = std::bit_cast<Words>(b);
  return one[0] == other[0] && one[1] == other[1];
}
constexpr bool is_null(const Uuid& uuid) {
  return same(uuid, null_uuid);
}

inline constexpr std::size_t uuid_text_length = 36;

// What was written to a `uuid` attribute (W2): the null UUID for "0" as for its full text.
// Nothing for any other text than those two, each with at most one newline after it.
std::optional<Uuid> parse_uuid(std::string_view text);

// Lower case. Writes uuid_text_length characters and no NUL; returns where it stopped.
char* format_uuid(const Uuid& uuid, char* out);

Uuid uuid_from(const claimcheck_uuid& uuid);
claimcheck_uuid uuid_to(const Uuid& uuid);

// Tags may be chosen by whoever wants collisions, but then only in their own region's index.
struct UuidHash {
  std::size_t operator()(const Uuid& uuid) const;
};

}  // namespace claimcheck::indexed
