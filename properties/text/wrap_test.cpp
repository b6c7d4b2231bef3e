// SPDX-License-Identifier: MIT
#include "properties/text/wrap.hpp"

#include <gtest/gtest.h>

namespace claimcheck::text {
namespace {

TEST(Wrap, BreaksLinesAtBlanksSoThatNoneIsWiderThanAsked) {
  EXPECT_EQ(wrap("one two  three\nfour", 9), "one two\nthree\nfour\n");
  EXPECT_EQ(wrap("one two three", 13), "one two three\n");
}

TEST(Wrap, IndentsTheFirstLineAndTheOthersByTheirOwn) {
  EXPECT_EQ(wrap("one two three", 9, "- ", "  "), "- one two\n  three\n");
}

TEST(Wrap, GivesAWordThatIsTooLongALineOfItsOwn) {
  EXPECT_EQ(wrap("a longer-than-this b", 6), "a\nlonger-than-this\nb\n");
  EXPECT_EQ(wrap("", 6, "- "), "- \n");
}

}  // namespace
}  // namespace claimcheck::text
