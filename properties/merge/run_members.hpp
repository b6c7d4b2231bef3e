// SPDX-License-Identifier: MIT
#pragma once

#include <fmt/format.h>

#include "properties/merge/members.hpp"

// A whole run as JSON and back. What is kept in tables of characters or with sums beside it is
// written by its rows.

namespace claimcheck::merge {

struct WarningRow {
  std::string text;
  std::uint64_t count = 0;
  std::uint64_t first_trace = 0;
};

void members(auto& archive, Like<WarningRow> auto& row) {
  archive("text", row.text);
  archive("count", row.count);
  archive("first_trace", row.first_trace);
}

struct CellRow {
  std::size_t kind = 0;  // of operation
  std::size_t site = 0;
  std::uint64_t reached = 0;
  std::uint64_t failed = 0;
  std::array<std::uint64_t, 3> errors{};
};

void members(auto& archive, Like<CellRow> auto& row) {
  archive("kind", row.kind);
  archive("site", row.site);
  archive("reached", row.reached);
  archive("failed", row.failed);
  archive("errors", row.errors);
}

std::vector<WarningRow> rows_of(const judge::WarningTable& table);
std::vector<CellRow> rows_of(const faults::Matrix& matrix);
// Adds to what the table has. What it has no row for is counted as others.
void add_rows(const std::vector<WarningRow>& rows, judge::WarningTable& table);
// Throws std::out_of_range where there is no such cell.
void add_rows(const std::vector<CellRow>& rows, faults::Matrix& matrix);
// Makes it one that is not credible, and stays so.
void spoil(faults::Matrix& matrix);

// Reads or writes a table by its rows.
template <class Row, class Table>
void by_rows(auto& archive, const char* name, Table& table) {
  std::vector<Row> rows;
  if constexpr (std::is_const_v<Table>) rows = rows_of(table);
  archive(name, rows);
  if constexpr (!std::is_const_v<Table>) add_rows(rows, table);
}

void members(auto& archive, Like<report::Stage> auto& stage) {
  archive("name", stage.name);
  archive("coverage", stage.report.coverage);
  by_rows<WarningRow>(archive, "warnings", stage.report.warnings);
  archive("other_warnings", stage.report.warnings.others);
  archive("traces_left", stage.report.traces_left);
  archive("crashes", stage.report.crashes);
  archive("is_credible", stage.report.is_credible);
  archive("refused", stage.report.refused);
  archive("timeline", stage.timeline);
  archive("reached", stage.reached);
}

void members(auto& archive, Like<report::RunReport> auto& report) {
  archive("engine", report.engine);
  archive("modes", report.modes);
  archive("replay", report.replay);
  archive("stages", report.stages);
  archive("explorations", report.explorations);
  archive("found", report.found);
  archive("known", report.known);
  archive("sites", report.sites);
  by_rows<CellRow>(archive, "matrix", report.matrix);
  bool is_credible = report.matrix.is_credible();
  archive("matrix_is_credible", is_credible);
  if constexpr (!std::is_const_v<std::remove_reference_t<decltype(report)>>) {
    if (!is_credible) spoil(report.matrix);
  }
  archive("text", report.text);
  archive("refused", report.refused);
}

void members(auto& archive, Like<options::RunOptions> auto& options) {
  archive("engine", options.engine);
  archive("seed", options.seed);
  archive("effort", options.effort);
  archive("amounts", options.amounts);
  archive("modes", options.modes);
  archive("budget_ms", options.budget_ms);
  archive("shard", options.shard);
  archive("shards", options.shards);
}

}  // namespace claimcheck::merge
