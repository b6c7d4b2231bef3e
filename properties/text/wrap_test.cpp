// SPDX-License-Identifier: MIT
#include "properties/text/wrap.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

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

TEST(Fitted, LeavesWhatIsNotTooWideAsItIs) {
  EXPECT_EQ(fitted("  one  two\n\nthree\n", 10), "  one  two\n\nthree\n");
  EXPECT_EQ(fitted("one two three", any_width), "one two three");
  EXPECT_EQ(fitted("", 10), "");
}

TEST(Fitted, GoesOnDeeperThanTheLineBegan) {
  EXPECT_EQ(fitted("  one two  three four\nfive", 13), "  one two\n      three\n      four\nfive");
}

TEST(Fitted, LeavesAWordWhole) {
  EXPECT_EQ(fitted("a longer-than-this b\n", 8), "a\n    longer-than-this\n    b\n");
}

TEST(Fitted, CountsCharactersAndNotBytes) {
  EXPECT_EQ(fitted("±±±± ±±±±", 9), "±±±± ±±±±");
  EXPECT_EQ(fitted("±±±± ±±±±", 8), "±±±±\n    ±±±±");
}

TEST(CellLines, BreakAtBlanksAndInsideAWordThatIsTooLong) {
  using Lines = std::vector<std::string>;
  EXPECT_EQ(cell_lines("", 6), Lines{""});
  EXPECT_EQ(cell_lines("one two", 6), (Lines{"one", "  two"}));
  EXPECT_EQ(cell_lines("abcdefghij", 6), (Lines{"abcdef", "  ghij"}));
}

TEST(WidthOf, IsWhatColumnsSaysAndElseAnyWhereThereIsNoTerminal) {
  setenv("COLUMNS", "100", 1);
  EXPECT_EQ(width_of(-1), 100u);
  setenv("COLUMNS", "3", 1);  // nothing can be read in that
  EXPECT_EQ(width_of(-1), 40u);
  setenv("COLUMNS", "wide", 1);
  EXPECT_EQ(width_of(-1), any_width);
  unsetenv("COLUMNS");
  EXPECT_EQ(width_of(-1), any_width);
}

}  // namespace
}  // namespace claimcheck::text
