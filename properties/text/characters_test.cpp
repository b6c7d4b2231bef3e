// SPDX-License-Identifier: MIT
#include "properties/text/characters.hpp"

#include <gtest/gtest.h>

#include <string>

namespace claimcheck::text {
namespace {

TEST(VisibleLength, IsThatOfACharacterOfEachLength) {
  EXPECT_EQ(visible_length("a\xff"), 1u);
  EXPECT_EQ(visible_length("\xc3\xa4z"), 2u);
  EXPECT_EQ(visible_length("\xe2\x82\xac"), 3u);
  EXPECT_EQ(visible_length("\xf0\x9f\x98\x80"), 4u);
  EXPECT_EQ(visible_length("\n"), 1u);
  EXPECT_EQ(visible_length("\t"), 1u);
}

TEST(VisibleLength, IsNothingOfWhatIsNoneOrCannotBeSeen) {
  for (const std::string_view text : {
           std::string_view("\0", 1),  // a control
           std::string_view("\x7f"),
           std::string_view("\xc2\x85"),          // a control of two bytes
           std::string_view("\x80"),              // no lead
           std::string_view("\xc0\xaf"),          // too long for its character
           std::string_view("\xe0\x80\xaf"),      // too long for its character
           std::string_view("\xed\xa0\x80"),      // half a pair
           std::string_view("\xef\xbf\xbe"),      // no character
           std::string_view("\xf4\x90\x80\x80"),  // behind the last
           std::string_view("\xe2\x82"),          // cut off
       }) {
    EXPECT_EQ(visible_length(text), 0u) << text.size();
  }
}

TEST(Entity, StandsForWhatIsMarkupAndForNothingElse) {
  EXPECT_EQ(entity('&'), "&amp;");
  EXPECT_EQ(entity('<'), "&lt;");
  EXPECT_EQ(entity('>'), "&gt;");
  EXPECT_EQ(entity('"'), "&quot;");
  EXPECT_EQ(entity('\''), "&#39;");
  for (const char c : std::string("aZ0 /;\n")) EXPECT_EQ(entity(c), "") << c;
}

}  // namespace
}  // namespace claimcheck::text
