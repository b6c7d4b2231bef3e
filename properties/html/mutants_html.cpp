// SPDX-License-Identifier: MIT
#include <algorithm>

#include "properties/html/document.hpp"
#include "properties/html/film.hpp"
#include "properties/html/pages.hpp"
#include "properties/html/solver_pages.hpp"
#include "properties/html/table.hpp"

namespace claimcheck::html {
namespace {

constexpr std::size_t max_film_bytes = 1'500'000;  // of all films of a page

std::string_view class_of(options::ExitStatus status) {
  return status == options::ExitStatus::holds    ? "holds"
         : status == options::ExitStatus::broken ? "broken"
                                                 : "open";
}

template <class Number>
std::string mean_and_most(const report::MutantCell& cell, Number mutants::Detection::*field,
                          int digits) {
  std::vector<double> values;
  for (const auto& one : cell.detections) values.push_back(static_cast<double>(one.*field));
  const auto spread = report::spread(values);
  if (spread.lowest == spread.highest) return fmt::format("{:.{}f}", spread.mean, digits);
  return fmt::format("{:.{}f}, at most {:.{}f}", spread.mean, digits, spread.highest, digits);
}

void add_cell(Table& table, const report::MutantRow& row, const report::MutantCell& cell,
              const Markup& name) {
  const bool is_named = cell.mode == row.bug.found_by;
  std::vector<Markup> cells = {
      name, is_named ? markup("<b>{}</b>", cell.mode) : markup("{}", cell.mode),
      markup("{} of {}{}", cell.detections.size(), cell.runs,
             cell.unfinished > 0 ? fmt::format(", {} not finished", cell.unfinished) : "")};
  if (cell.detections.empty()) {
    cells.resize(6);
  } else if (cell.detections.front().traces == 0) {  // a proof
    cells.push_back(markup("{}", report::blamed(cell)));
    cells.push_back(markup("<code>{}</code>", cell.detections.front().aspect));
    cells.emplace_back();
  } else {
    cells.push_back(markup("{}", report::blamed(cell)));
    cells.push_back(markup("{}", mean_and_most(cell, &mutants::Detection::traces, 0)));
    cells.push_back(markup("{}", mean_and_most(cell, &mutants::Detection::shrunk, 1)));
  }
  table.row(is_named ? class_of(row.status()) : "", cells);
}

Markup bugs_table(const std::vector<report::MutantRow>& rows, std::size_t films) {
  Table table({"seeded bug", "looked for by", "caught in", "blamed on", "after traces",
               "shrunk to operations"});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& row = rows[i];
    const auto called = i < films && !row.film.empty()
                            ? markup("<a href=\"#d{}\">{}</a>", i + 1, row.bug.name)
                            : markup("{}", row.bug.name);
    auto name = markup("{}<br><span class=\"said\">{} Breaks {}.</span>", called,
                       row.bug.description, mutants::clause_names(row.bug.breaks));
    if (const auto complaint = row.complaint(); !complaint.empty()) {
      name += markup("<br><span class=\"word\">{}</span>", complaint);
    }
    for (const auto& cell : row.cells) {
      add_cell(table, row, cell, name);
      name = {};
    }
    if (row.cells.empty()) table.row("open", {name, {}, {}, {}, {}, {}});
  }
  return std::move(table).done();
}

Markup complaints(const std::vector<report::MutantRow>& rows) {
  Markup lines;
  for (const auto& row : rows) {
    if (const auto complaint = row.complaint(); !complaint.empty()) {
      lines += markup("<li class=\"{}\"><b>{}</b>: <span class=\"word\">{}</span></li>",
                      class_of(row.status()), row.bug.name, complaint);
    }
  }
  return lines.empty() ? lines : markup("<h2>What is not as its patch says</h2><ul>{}</ul>", lines);
}

Verdict verdict_of(const std::vector<report::MutantRow>& rows,
                   const options::MutantOptions& options) {
  const auto with = [&](options::ExitStatus status) {
    return std::ranges::count_if(
        rows, [&](const report::MutantRow& row) { return row.status() == status; });
  };
  Verdict verdict{report::verdict(rows), {}, {}};
  verdict.sentence = fmt::format("{} of {} seeded bugs are caught as their patches say",
                                 with(options::ExitStatus::holds), rows.size());
  if (const auto broken = with(options::ExitStatus::broken)) {
    verdict.facts.push_back(fmt::format("{} are not", broken));
  }
  if (const auto open = with(options::ExitStatus::no_verdict)) {
    verdict.facts.push_back(fmt::format("{} have no verdict", open));
  }
  verdict.facts.push_back(fmt::format("seeds {} to {}; check {} traces, faults {}, for each seed",
                                      options.seed, options.seed + options.seeds - 1,
                                      options.traces, options.fault_traces));
  for (const auto& mode : mutants::mutant_modes()) {
    const auto caught = std::ranges::count_if(rows, [&](const report::MutantRow& row) {
      return std::ranges::any_of(row.cells, [&](const report::MutantCell& cell) {
        return cell.mode == mode.name && !cell.detections.empty();
      });
    });
    if (caught > 0) verdict.facts.push_back(fmt::format("{} caught by {}", caught, mode.name));
  }
  return verdict;
}

}  // namespace

std::string film_of_bug(const engines::Engine& engine, const mutants::SeededBug& bug,
                        const judge::Finding& finding, std::size_t number) {
  Broken broken{finding.trace, {finding.defect, finding.step, finding.message}, finding.last_lines};
  broken.notes.push_back(fmt::format("The seeded bug {}: {}", bug.name, bug.description));
  return section(broken, film_of(engine, broken), number).text();
}

std::string mutants_page(const std::vector<report::MutantRow>& rows,
                         const options::MutantOptions& options) {
  std::size_t films = 0;  // of the first so many bugs
  for (std::size_t bytes = 0; films < rows.size(); ++films) {
    bytes += rows[films].film.size();
    if (bytes > max_film_bytes) break;
  }
  auto body = complaints(rows);
  body += Markup::raw(
      "<h2>Each seeded bug</h2><p>A patch of an engine that makes one mistake. Bold: the mode that "
      "its patch says finds it. Traces and operations are means over the seeds.</p>");
  body += bugs_table(rows, films);
  Markup shown;
  for (std::size_t i = 0; i < films; ++i) shown += Markup::raw(rows[i].film);
  if (shown.empty()) return document("claimcheck mutants", verdict_of(rows, options), body);
  body += Markup::raw("<h2>What shows them</h2>");
  if (films < rows.size()) {
    body += markup(
        "<p>Of the first {} bugs: more films than these do not fit a page. <code>claimcheck "
        "mutants NAME --html</code> has those of others.</p>",
        films);
  }
  body += films_legend();
  body += shown;
  return document("claimcheck mutants", verdict_of(rows, options), body);
}

}  // namespace claimcheck::html
