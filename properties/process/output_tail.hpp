// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace claimcheck::process {

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
