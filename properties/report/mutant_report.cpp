// SPDX-License-Identifier: MIT
#include "properties/report/mutant_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace claimcheck::report {
namespace {

const MutantCell* named_cell(const MutantRow& row) {
  const auto cell = std::ranges::find(row.cells, row.bug.found_by, &MutantCell::mode);
  return cell == row.cells.end() ? nullptr : &*cell;
}

template <class Number>
Spread spread_of(const MutantCell& cell, Number mutants::Detection::*field) {
  std::vector<double> values;
  for (const auto& one : cell.detections) values.push_back(static_cast<double>(one.*field));
  return spread(values);
}

std::string mean_and_deviation(const Spread& spread, int digits) {
  return fmt::format("{:.{}f} ±{:.{}f}", spread.mean, digits, spread.deviation, digits);
}

void print_cell(const MutantCell& cell, bool is_named) {
  fmt::print("  {} {:<10} {:>5}", is_named ? '*' : ' ', cell.mode,
             fmt::format("{}/{}", cell.detections.size(), cell.runs));
  if (cell.unfinished > 0) fmt::print("  {} not finished", cell.unfinished);
  if (!cell.detections.empty() && cell.detections.front().traces == 0) {
    fmt::print("  {:<5} {:.2f} s, {}", blamed(cell), cell.detections.front().seconds,
               cell.detections.front().aspect);
  } else if (!cell.detections.empty()) {
    const auto traces = spread_of(cell, &mutants::Detection::traces);
    fmt::print("  {:<5} {:>12} {:>6.0f} {:>14} {:>12} {:>7.1f}", blamed(cell),
               mean_and_deviation(traces, 0), traces.highest,
               mean_and_deviation(spread_of(cell, &mutants::Detection::operations), 0),
               mean_and_deviation(spread_of(cell, &mutants::Detection::seconds), 2),
               spread_of(cell, &mutants::Detection::shrunk).mean);
  }
  fmt::print("\n");
}

}  // namespace

Spread spread(const std::vector<double>& values) {
  if (values.empty()) return {};
  const auto count = static_cast<double>(values.size());
  Spread result;
  result.mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
  result.lowest = *std::ranges::min_element(values);
  result.highest = *std::ranges::max_element(values);
  if (values.size() < 2) return result;
  double squares = 0;
  for (const auto value : values) squares += (value - result.mean) * (value - result.mean);
  result.deviation = std::sqrt(squares / (count - 1));
  return result;
}

std::string blamed(const MutantCell& cell) {
  std::map<model::Clause, std::size_t> counts;
  for (const auto& one : cell.detections) ++counts[one.clause];
  if (counts.size() == 1) return std::string(name(counts.begin()->first));
  std::string text;
  for (const auto& [clause, count] : counts) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name(clause), count);
  }
  return text;
}

std::string MutantRow::complaint() const {
  const auto* cell = named_cell(*this);
  if (!cell) return fmt::format("{} was left out", bug.found_by);
  if (cell->unfinished > 0) return "not finished";
  if (cell->detections.size() < cell->runs) return "not always caught";
  for (const auto& one : cell->detections) {
    if (std::ranges::find(bug.breaks, one.clause) == bug.breaks.end()) {
      return fmt::format("blamed on {}", name(one.clause));
    }
    if (one.shrunk > max_shrunk) return "its trace is too long";
    if (!one.reproduced) return "its trace does not show it again";
  }
  return "";
}

options::ExitStatus MutantRow::status() const {
  const auto* cell = named_cell(*this);
  if (!cell || cell->unfinished > 0) return options::ExitStatus::no_verdict;
  return complaint().empty() ? options::ExitStatus::holds : options::ExitStatus::broken;
}

void print_head() {
  fmt::print(
      "\n* the mode that has to catch it; until it is caught, mean and deviation over the seeds\n"
      "    mode      caught  blamed      traces    max     operations      seconds  shrunk\n");
}

void print_row(const MutantRow& row) {
  fmt::print("{}  breaks {}", row.bug.name, mutants::clause_names(row.bug.breaks));
  if (const auto complaint = row.complaint(); !complaint.empty()) fmt::print("  {}", complaint);
  fmt::print("\n");
  for (const auto& cell : row.cells) print_cell(cell, cell.mode == row.bug.found_by);
  std::fflush(stdout);
}

options::ExitStatus verdict(const std::vector<MutantRow>& rows) {
  const auto any = [&](options::ExitStatus status) {
    return std::ranges::any_of(rows, [&](const MutantRow& r) { return r.status() == status; });
  };
  using enum options::ExitStatus;
  return any(broken) ? broken : any(no_verdict) ? no_verdict : holds;
}

options::ExitStatus print_verdict(const std::vector<MutantRow>& rows) {
  std::map<std::string, std::size_t> caught_by;
  for (const auto& row : rows) {
    for (const auto& cell : row.cells) caught_by[cell.mode] += cell.detections.empty() ? 0 : 1;
  }
  fmt::print("\n{} seeded bugs", rows.size());
  for (const auto& mode : mutants::mutant_modes()) {
    const std::string name(mode.name);
    if (caught_by.contains(name)) fmt::print(", {} caught by {}", caught_by[name], name);
  }
  fmt::print("\n");
  const auto with = [&](options::ExitStatus status) {
    return std::ranges::count_if(rows, [&](const MutantRow& r) { return r.status() == status; });
  };
  const auto broken = with(options::ExitStatus::broken);
  const auto open = with(options::ExitStatus::no_verdict);
  fmt::print("{} caught as their patches say, {} not, {} without a verdict\n",
             with(options::ExitStatus::holds), broken, open);
  for (const auto& row : rows) {
    if (const auto complaint = row.complaint(); !complaint.empty()) {
      fmt::print("{}: {}\n", row.bug.name, complaint);
    }
  }
  return verdict(rows);
}

}  // namespace claimcheck::report
