// SPDX-License-Identifier: MIT
#include "properties/html/table.hpp"

#include <algorithm>
#include <utility>

namespace claimcheck::html {
namespace {

bool is_number(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

}  // namespace

Table::Table(std::vector<std::string> heads) : heads_(std::move(heads)) {}

void Table::row(std::string_view word, std::vector<Markup> cells) {
  cells.resize(heads_.size());
  rows_.push_back({std::string(word), std::move(cells)});
}

// Numbers stand on the right where there is nothing else.
bool Table::is_of_numbers(std::size_t column) const {
  return std::ranges::all_of(rows_, [&](const Row& row) {
    const auto& cell = row.cells[column];
    return cell.empty() || is_number(cell.text());
  });
}

Markup Table::done() && {
  Markup heads;
  for (const auto& head : heads_) heads += markup("<th scope=\"col\">{}</th>", head);
  auto table = markup("<table class=\"cards\"><thead><tr>{}</tr></thead><tbody>", heads);
  std::vector<const char*> classes;
  for (std::size_t i = 0; i < heads_.size(); ++i) {
    classes.push_back(is_of_numbers(i) ? "count" : "");
  }
  for (const auto& row : rows_) {
    table += markup("<tr class=\"{}\"><th scope=\"row\">{}</th>", row.word, row.cells[0]);
    for (std::size_t i = 1; i < heads_.size(); ++i) {
      table +=
          markup("<td class=\"{}\" data-is=\"{}\">{}</td>", classes[i], heads_[i], row.cells[i]);
    }
    table += Markup::raw("</tr>");
  }
  return table += Markup::raw("</tbody></table>");
}

}  // namespace claimcheck::html
