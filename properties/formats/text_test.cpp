// SPDX-License-Identifier: MIT
#include "properties/formats/text.hpp"

#include <gtest/gtest.h>

namespace claimcheck::formats {
namespace {

TEST(FormatText, KeepsCharactersThatCanBeSeen) {
  const std::string text = "a\tb\n\u20ac \U0001f600";
  EXPECT_EQ(visible(text), text);
  EXPECT_EQ(one_line("a\tb\nc"), "a b c");
}

TEST(FormatText, ShowsEveryOtherByteByItsNumber) {
  EXPECT_EQ(visible(std::string("\0", 1)), "\\x00");
  EXPECT_EQ(visible("\x1b[m\r"), "\\x1b[m\\x0d");
  EXPECT_EQ(visible("\xc0\xaf"), "\\xc0\\xaf");                    // too long for its character
  EXPECT_EQ(visible("\xed\xa0\x80"), "\\xed\\xa0\\x80");           // half a pair
  EXPECT_EQ(visible("\xef\xbf\xbe"), "\\xef\\xbf\\xbe");           // no character
  EXPECT_EQ(visible("\xf4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80");  // behind the last
  EXPECT_EQ(visible("\xe2\x82"), "\\xe2\\x82");                    // cut off
  EXPECT_EQ(visible("\xc2\x85"), "\\xc2\\x85");                    // a control
}

TEST(FormatText, CutsBetweenCharacters) {
  EXPECT_EQ(cut("short", 40), "short");
  std::string text = "aaaaaaaaaa\u20ac";
  for (int i = 0; i < 100; ++i) text += 'b';
  EXPECT_EQ(cut(text, 40), "aaaaaaaaaa\n... cut here: it is longer\n");
}

TEST(FormatText, MakesAUriOfAPath) {
  EXPECT_EQ(uri("corpus/a b%.trace"), "corpus/a%20b%25.trace");
  EXPECT_EQ(uri("/usr/x"), "file:///usr/x");
}

}  // namespace
}  // namespace claimcheck::formats
