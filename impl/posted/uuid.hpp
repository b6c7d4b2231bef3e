// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "impl/engine.h"

namespace claimcheck::posted {

struct uuid_t {
  std::array<std::uint8_t, 16> b{};
};

inline constexpr uuid_t uuid_null{};

inline bool uuid_equal(const uuid_t* a, const uuid_t* b) {
  return a->b == b->b;
}
inline bool uuid_is_null(const uuid_t* uuid) {
  return uuid_equal(uuid, &uuid_null);
}

uuid_t uuid_from(const claimcheck_uuid& tag);
claimcheck_uuid uuid_to(const uuid_t& uuid);

// Reads 36 characters and looks no further. `text` ends in a NUL. 0 or -EINVAL.
int uuid_parse(const char* text, uuid_t* uuid);

// As %pUb prints it: lower case, in the order of the bytes.
std::string uuid_format(const uuid_t* uuid);

// Equal but for one trailing newline on either side. Both end at their first NUL.
bool sysfs_streq(const char* s1, const char* s2);

}  // namespace claimcheck::posted
