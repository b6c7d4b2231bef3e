// SPDX-License-Identifier: MIT
#include "impl/posted/uuid.hpp"

#include <algorithm>
#include <cerrno>
#include <cstddef>

namespace claimcheck::posted {
namespace {

constexpr std::size_t UUID_STRING_LEN = 36;

bool is_dash(std::size_t i) {
  return i == 8 || i == 13 || i == 18 || i == 23;
}

int hex_to_bin(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Stops at the first character that does not fit, so never past the NUL.
bool uuid_is_valid(const char* text) {
  for (std::size_t i = 0; i < UUID_STRING_LEN; i++) {
    if (is_dash(i) ? text[i] != '-' : hex_to_bin(text[i]) < 0) return false;
  }
  return true;
}

}  // namespace

uuid_t uuid_from(const claimcheck_uuid& tag) {
  uuid_t uuid;
  std::copy_n(tag.bytes, uuid.b.size(), uuid.b.begin());
  return uuid;
}

claimcheck_uuid uuid_to(const uuid_t& uuid) {
  claimcheck_uuid tag;
  std::copy_n(uuid.b.begin(), uuid.b.size(), tag.bytes);
  return tag;
}

int uuid_parse(const char* text, uuid_t* uuid) {
  if (!uuid_is_valid(text)) return -EINVAL;
  std::size_t digit = 0;
  for (std::size_t i = 0; i < UUID_STRING_LEN; i++) {
    if (is_dash(i)) continue;
    std::uint8_t& byte = uuid->b[digit++ / 2];
    byte = static_cast<std::uint8_t>(byte << 4 | hex_to_bin(text[i]));
  }
  return 0;
}

std::string uuid_format(const uuid_t* uuid) {
  std::string text;
  for (const std::uint8_t byte : uuid->b) {
    if (is_dash(text.size())) text += '-';
    text += "0123456789abcdef"[byte >> 4];
    text += "0123456789abcdef"[byte & 15];
  }
  return text;
}

bool sysfs_streq(const char* s1, const char* s2) {
  while (*s1 && *s1 == *s2) {
    s1++;
    s2++;
  }
  if (*s1 == *s2) return true;
  if (!*s1 && *s2 == '\n' && !s2[1]) return true;
  return *s1 == '\n' && !s1[1] && !*s2;
}

}  // namespace claimcheck::posted
