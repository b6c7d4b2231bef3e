// SPDX-License-Identifier: MIT
#include "impl/indexed/uuid_text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace claimcheck::indexed {
namespace {

using namespace std::string_literals;

const std::string mixed = "01234567-89aB-cDeF-0123-456789abcdef";

TEST(UuidText, ReadsEitherCaseWithOrWithoutANewline) {
  const Uuid expected{0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef,
                      0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef};
  EXPECT_EQ(parse_uuid(mixed), expected);
  EXPECT_EQ(parse_uuid(mixed + "\n"), expected);
  EXPECT_EQ(parse_uuid("0"), null_uuid);
  EXPECT_EQ(parse_uuid("0\n"), null_uuid);
}

TEST(UuidText, RefusesEveryPrefixAndWhateverFollows) {
  for (std::size_t length = 0; length < mixed.size(); length++) {
    if (length != 1) {
      EXPECT_EQ(parse_uuid(mixed.substr(0, length)), std::nullopt) << length;
    }
  }
  for (const std::string& tail : {"\n\n"s, " "s, "0"s, "\0"s, "\0\n"s, "\n\0"s}) {
    EXPECT_EQ(parse_uuid(mixed + tail), std::nullopt);
    EXPECT_EQ(parse_uuid("0" + tail), std::nullopt);
  }
}

TEST(UuidText, RefusesEverySingleByteThatDoesNotBelong) {
  for (std::size_t at = 0; at < mixed.size(); at++) {
    for (int byte = 0; byte < 256; byte++) {
      std::string text = mixed;
      text[at] = static_cast<char>(byte);
      const bool dash = mixed[at] == '-';
      const bool fits = dash ? byte == '-' : std::isxdigit(byte) != 0;
      EXPECT_EQ(parse_uuid(text).has_value(), fits) << at << ' ' << byte;
    }
  }
}

RC_GTEST_PROP(UuidText, ReadsBackWhatItPrints, (const Uuid& uuid)) {
  char text[uuid_text_length];
  RC_ASSERT(format_uuid(uuid, text) == text + uuid_text_length);
  RC_ASSERT(parse_uuid({text, uuid_text_length}) == uuid);
}

}  // namespace
}  // namespace claimcheck::indexed
