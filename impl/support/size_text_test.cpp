// SPDX-License-Identifier: MIT
#include "impl/support/size_text.hpp"

#include <gtest/gtest.h>

namespace claimcheck::support {

using namespace std::string_view_literals;

TEST(SizeText, ReadsDecimalOctalAndHexadecimal) {
  EXPECT_EQ(parse_size("0"), 0u);
  EXPECT_EQ(parse_size("2097152\n"), 2097152u);
  EXPECT_EQ(parse_size("+12"), 12u);
  EXPECT_EQ(parse_size("010"), 8u);
  EXPECT_EQ(parse_size("0x10\n"), 16u);
  EXPECT_EQ(parse_size("+0XfF"), 255u);
  EXPECT_EQ(parse_size("18446744073709551615"), UINT64_MAX);
}

TEST(SizeText, RefusesEverythingElse) {
  for (std::string_view text : {""sv,
                                "\n"sv,
                                "+"sv,
                                "++1"sv,
                                "-1"sv,
                                " 1"sv,
                                "1 "sv,
                                "1\n\n"sv,
                                "\n1"sv,
                                "0x"sv,
                                "0xg"sv,
                                "08"sv,
                                "1K"sv,
                                "0\0"sv,
                                "1\0\n"sv,
                                "18446744073709551616"sv,
                                "0x10000000000000000"sv,
                                "0x-1"sv,
                                "0x+1"sv,
                                "00x1"sv}) {
    EXPECT_EQ(parse_size(text), std::nullopt) << '"' << text << '"';
  }
}

}  // namespace claimcheck::support
