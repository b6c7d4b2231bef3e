// SPDX-License-Identifier: MIT
#include "properties/text/colour.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

namespace claimcheck::text {
namespace {

TEST(Colour, IsPutAroundTheWordsAndTakenBack) {
  EXPECT_EQ(painted("BROKEN", Colour::red, true), "\033[1;31mBROKEN\033[0m");
  EXPECT_EQ(painted("BROKEN", Colour::red, false), "BROKEN");
  EXPECT_EQ(painted("holds", Colour::plain, true), "holds");
}

// A descriptor of a terminal.
class Terminal {
 public:
  Terminal() : descriptor_(::posix_openpt(O_RDWR | O_NOCTTY)) {}
  ~Terminal() { ::close(descriptor_); }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

TEST(Colour, IsForATerminalAndForNobodyWhoAsksForNone) {
  const Terminal terminal;
  ASSERT_EQ(::isatty(terminal.descriptor()), 1);
  ::setenv("TERM", "xterm", 1);
  ::unsetenv("NO_COLOR");
  EXPECT_TRUE(is_coloured(terminal.descriptor()));
  ::setenv("NO_COLOR", "1", 1);
  EXPECT_FALSE(is_coloured(terminal.descriptor()));
  ::setenv("NO_COLOR", "", 1);
  EXPECT_TRUE(is_coloured(terminal.descriptor()));
  ::setenv("TERM", "dumb", 1);
  EXPECT_FALSE(is_coloured(terminal.descriptor()));
  ::setenv("TERM", "xterm", 1);
  const int file = ::open("/dev/null", O_WRONLY);
  EXPECT_FALSE(is_coloured(file));
  ::close(file);
}

}  // namespace
}  // namespace claimcheck::text
