// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "properties/html/markup.hpp"

namespace claimcheck::html {

// A table whose rows become cards where the page is narrow, each cell behind the head of its
// column; a cell without anything in it is left out there.
class Table {
 public:
  explicit Table(std::vector<std::string> heads);

  // `word` is how the row is coloured: "broken", "holds", "open" or nothing. As many cells as
  // there are heads; the first is the head of the row.
  void row(std::string_view word, const std::vector<Markup>& cells);

  Markup done() &&;

 private:
  std::vector<std::string> heads_;
  Markup rows_;
};

}  // namespace claimcheck::html
