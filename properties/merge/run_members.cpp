// SPDX-License-Identifier: MIT
#include "properties/merge/run_members.hpp"

#include <algorithm>

namespace claimcheck::merge {

std::vector<WarningRow> rows_of(const judge::WarningTable& table) {
  std::vector<WarningRow> rows;
  for (std::size_t i = 0; i < table.used && i < table.rows.size(); ++i) {
    const auto& row = table.rows[i];
    rows.push_back({std::string(row.name()), row.count, row.first_trace});
  }
  return rows;
}

void add_rows(const std::vector<WarningRow>& rows, judge::WarningTable& table) {
  for (const auto& row : rows) {
    const auto others = table.others;
    table.count(row.text, row.first_trace);
    if (table.others > others) {
      table.others = others + row.count;
      continue;
    }
    const auto end = table.rows.begin() + static_cast<std::ptrdiff_t>(table.used);
    const auto added = std::find_if(table.rows.begin(), end, [&](const auto& candidate) {
      return candidate.name() == row.text.substr(0, judge::WarningTable::max_text - 1);
    });
    added->count += row.count - 1;
    added->first_trace = std::min(added->first_trace, row.first_trace);
  }
}

std::vector<CellRow> rows_of(const faults::Matrix& matrix) {
  std::vector<CellRow> rows;
  for (std::size_t kind = 0; kind < matrix.cells.size(); ++kind) {
    for (std::size_t site = 0; site < matrix.cells[kind].size(); ++site) {
      const auto& cell = matrix.cells[kind][site];
      if (cell.reached == 0) continue;
      rows.push_back({kind, site, cell.reached, cell.failed, cell.errors});
    }
  }
  return rows;
}

void add_rows(const std::vector<CellRow>& rows, faults::Matrix& matrix) {
  for (const auto& row : rows) {
    auto& cell = matrix.cells.at(row.kind).at(row.site);
    const bool is_ours = cell.check == cell.checked_sum();
    cell.reached += row.reached;
    cell.failed += row.failed;
    for (std::size_t word = 0; word < row.errors.size(); ++word) {
      cell.errors[word] |= row.errors[word];
    }
    cell.check = is_ours ? cell.checked_sum() : ~cell.checked_sum();
  }
}

void spoil(faults::Matrix& matrix) {
  auto& cell = matrix.cells.front().front();
  cell.check = ~cell.checked_sum();
}

}  // namespace claimcheck::merge
