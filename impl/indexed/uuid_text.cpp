// SPDX-License-Identifier: MIT
#include "impl/indexed/uuid_text.hpp"

#include <cstring>

namespace claimcheck::indexed {
namespace {

constexpr bool is_dash(std::size_t i) {
  return i == 8 || i == 13 || i == 18 || i == 23;
}

// One look-up a character: -1 for what is no hexadecimal digit.
constexpr std::array<std::int8_t, 256> make_digits() {
  std::array<std::int8_t, 256> digits{};
  digits.fill(-1);
  for (std::size_t i = 0; i < 10; i++) digits['0' + i] = static_cast<std::int8_t>(i);
  for (std::size_t i = 0; i < 6; i++) {
    digits['a' + i] = digits['A' + i] = static_cast<std::int8_t>(10 + i);
  }
  return digits;
}

constexpr std::array<std::int8_t, 256> digits = make_digits();

int digit(char c) {
  return digits[static_cast<unsigned char>(c)];
}

}  // namespace

std::optional<Uuid> parse_uuid(std::string_view text) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  if (text == "0") return null_uuid;
  if (text.size() != uuid_text_length) return std::nullopt;
  Uuid uuid;
  std::size_t byte = 0;
  for (std::size_t i = 0; i < uuid_text_length;) {
    if (is_dash(i)) {
      if (text[i++] != '-') return std::nullopt;
      continue;
    }
    const int high = digit(text[i]);
    const int low = digit(text[i + 1]);
    if ((high | low) < 0) return std::nullopt;
    uuid[byte++] = static_cast<std::uint8_t>(high << 4 | low);
    i += 2;
  }
  return uuid;
}

char* format_uuid(const Uuid& uuid, char* out) {
  const char* const begin = out;
  for (const std::uint8_t byte : uuid) {
    if (is_dash(static_cast<std::size_t>(out - begin))) *out++ = '-';
    *out++ = "0123456789abcdef"[byte >> 4];
    *out++ = "0123456789abcdef"[byte & 15];
  }
  return out;
}

Uuid uuid_from(const claimcheck_uuid& uuid) {
  return std::to_array(uuid.bytes);
}

claimcheck_uuid uuid_to(const Uuid& uuid) {
  claimcheck_uuid copy;
  std::memcpy(copy.bytes, uuid.data(), uuid.size());
  return copy;
}

std::size_t UuidHash::operator()(const Uuid& uuid) const {
  std::uint64_t low;
  std::uint64_t high;
  std::memcpy(&low, uuid.data(), 8);
  std::memcpy(&high, uuid.data() + 8, 8);
  // Multiplied and folded: tags that differ in few bits fall far apart.
  std::uint64_t mixed = (low ^ (high * 0x9e3779b97f4a7c15u)) * 0xff51afd7ed558ccdu;
  return static_cast<std::size_t>(mixed ^ (mixed >> 32));
}

}  // namespace claimcheck::indexed
