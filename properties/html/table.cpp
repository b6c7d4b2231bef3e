// SPDX-License-Identifier: MIT
#include "properties/html/table.hpp"

#include <utility>

namespace claimcheck::html {
namespace {

bool is_number(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

}  // namespace

Table::Table(std::vector<std::string> heads) : heads_(std::move(heads)) {
  for (const auto& head : heads_) rows_ += markup("<th scope=\"col\">{}</th>", head);
  rows_ = markup("<table class=\"cards\"><thead><tr>{}</tr></thead><tbody>", rows_);
}

void Table::row(std::string_view word, const std::vector<Markup>& cells) {
  rows_ += markup("<tr class=\"{}\"><th scope=\"row\">{}</th>", word, cells.at(0));
  for (std::size_t i = 1; i < heads_.size(); ++i) {
    rows_ += markup("<td class=\"{}\" data-is=\"{}\">{}</td>",
                    is_number(cells.at(i).text()) ? "count" : "", heads_[i], cells[i]);
  }
  rows_ += Markup::raw("</tr>");
}

Markup Table::done() && {
  rows_ += Markup::raw("</tbody></table>");
  return std::move(rows_);
}

}  // namespace claimcheck::html
