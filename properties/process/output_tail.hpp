// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace claimcheck::process {

// What stands in front of the text that an engine told die(), in a line of its own.
inline constexpr std::string_view died_mark = "claimcheck: the engine died: ";

// The end of what a process writes, however much that is.
class OutputTail {
 public:
  // Takes what the descriptor has to give now; false once it never has anything again.
  bool fill(int descriptor);

  // The last lines but that of die(), at most five, each cut to fit; control characters and what is
  // no ASCII are escaped.
  std::vector<std::string> last_lines() const;
  // What the engine told die(); empty where it did not.
  std::string died() const;

 private:
  std::vector<std::string_view> lines() const;

  std::string text_;  // its last few thousand bytes
};

}  // namespace claimcheck::process
