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

  // `word` is how the row is coloured: "broken", "holds", "open" or nothing. The first cell is
  // the head of the row; those that are missing are empty.
  void row(std::string_view word, std::vector<Markup> cells);

  Markup done() &&;

 private:
  struct Row {
    std::string word;
    std::vector<Markup> cells;  // as many as there are heads
  };
  bool is_of_numbers(std::size_t column) const;

  std::vector<std::string> heads_;
  std::vector<Row> rows_;
};

}  // namespace claimcheck::html
