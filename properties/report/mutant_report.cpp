// SPDX-License-Identifier: MIT
#include "properties/report/mutant_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "properties/text/wrap.hpp"

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

// Six characters at most, up to a thousand billion.
std::string in_short(double number, int digits) {
  if (number >= 1e8) return fmt::format("{:.0f}M", number / 1e6);
  if (number >= 1e5) return fmt::format("{:.0f}k", number / 1e3);
  return fmt::format("{:.{}f}", number,
                     number >= 100  ? 0
                     : number >= 10 ? std::min(digits, 1)
                                    : digits);
}

std::string mean_and_deviation(const Spread& spread, int digits) {
  return fmt::format("{} ±{}", in_short(spread.mean, digits), in_short(spread.deviation, digits));
}

// Lines of at most 80 columns: what has no fixed length comes last.
void print_cell(const MutantCell& cell, bool is_named) {
  auto columns = fmt::format("  {} {:<10} {:>5}", is_named ? '*' : ' ', cell.mode,
                             fmt::format("{}/{}", cell.detections.size(), cell.runs));
  std::string words;
  if (!cell.detections.empty() && cell.detections.front().traces == 0) {
    const auto& first = cell.detections.front();
    words = fmt::format("{} {:.2f} s, {}", blamed(cell), first.seconds, first.aspect);
  } else if (!cell.detections.empty()) {
    const auto traces = spread_of(cell, &mutants::Detection::traces);
    columns += fmt::format(" {:>12} {:>6} {:>12} {:>11} {:>6.1f}", mean_and_deviation(traces, 0),
                           in_short(traces.highest, 0),
                           mean_and_deviation(spread_of(cell, &mutants::Detection::operations), 0),
                           mean_and_deviation(spread_of(cell, &mutants::Detection::seconds), 2),
                           spread_of(cell, &mutants::Detection::shrunk).mean);
    words = blamed(cell);
  }
  if (cell.unfinished > 0) words += fmt::format(" {} not finished", cell.unfinished);
  const auto first = words.empty() ? columns : columns + "  ";
  const std::string below_the_columns(20, ' ');
  fmt::print("{}", text::wrap(words, text::terminal_width, first, below_the_columns));
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
      "\n* the mode that has to catch it; until then, mean and deviation over the seeds\n"
      "    mode      caught       traces    max   operations     seconds shrunk  blamed\n");
}

void print_row(const MutantRow& row) {
  auto words = fmt::format("{}  breaks {}", row.bug.name, mutants::clause_names(row.bug.breaks));
  if (const auto complaint = row.complaint(); !complaint.empty()) words += "  " + complaint;
  fmt::print("{}\n", text::fitted(words, text::terminal_width));
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
  auto caught = fmt::format("{} seeded bugs", rows.size());
  for (const auto& mode : mutants::mutant_modes()) {
    const std::string name(mode.name);
    if (caught_by.contains(name)) caught += fmt::format(", {} caught by {}", caught_by[name], name);
  }
  fmt::print("\n{}", text::wrap(caught, text::terminal_width, "", "  "));
  const auto with = [&](options::ExitStatus status) {
    return std::ranges::count_if(rows, [&](const MutantRow& r) { return r.status() == status; });
  };
  const auto broken = with(options::ExitStatus::broken);
  const auto open = with(options::ExitStatus::no_verdict);
  fmt::print("{} caught as their patches say, {} not, {} without a verdict\n",
             with(options::ExitStatus::holds), broken, open);
  for (const auto& row : rows) {
    if (const auto complaint = row.complaint(); !complaint.empty()) {
      fmt::print("{}", text::fitted(fmt::format("{}: {}\n", row.bug.name, complaint),
                                    text::terminal_width));
    }
  }
  return verdict(rows);
}

}  // namespace claimcheck::report
