// SPDX-License-Identifier: MIT
#include "properties/report/assurance_page.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "properties/options/options.hpp"
#include "properties/report/report.hpp"
#include "properties/report/run_json.hpp"
#include "properties/store/store.hpp"
#include "properties/text/wrap.hpp"

namespace claimcheck::report {
namespace {

constexpr std::size_t independent = 2;  // kinds of evidence

// Counts are for orders of magnitude: three digits are enough for a person.
std::string rounded(std::uint64_t count) {
  if (count == 0) return "-";
  if (count < 1'000) return std::to_string(count);
  const bool is_million = count >= 1'000'000;
  const auto value = static_cast<double>(count) / (is_million ? 1e6 : 1e3);
  return fmt::format("{:.{}f}{}", value,
                     value < 9.995   ? 2
                     : value < 99.95 ? 1
                                     : 0,
                     is_million ? "M" : "k");
}

std::string listed(const std::vector<std::string>& names) {
  return names.empty() ? "-" : fmt::format("{}", fmt::join(names, " "));
}

}  // namespace

std::size_t AssuranceRow::kinds() const {
  return std::size_t{exercised.check + exercised.faults > 0} + (exercised.concurrent > 0) +
         (exercised.explore > 0) + !theorems.empty();
}

std::vector<AssuranceRow> rows_of(const std::vector<Evidence>& evidence) {
  std::vector<AssuranceRow> rows;
  for (const auto& info : model::clauses()) rows.push_back({info.clause, {}, false, {}, {}});
  for (const auto& one : evidence) {
    auto& row = rows[static_cast<std::size_t>(one.clause)];
    (one.kind == EvidenceKind::theorem ? row.theorems : row.bugs).push_back(one.name);
  }
  return rows;
}

std::string page(const Assurance& assurance) {
  auto text =
      text::wrap(assurance.budget, text::terminal_width, "", "  ") + "explore every state of\n";
  std::istringstream scopes(assurance.scope);
  for (std::string scope; std::getline(scopes, scope);) {
    text += text::wrap(scope, text::terminal_width, "  ", "      ");
  }
  text += "\nclause   check  faults  concurrent  explore  proved by  seeded bugs found\n";
  std::size_t alone = 0;
  std::size_t toothless = 0;
  for (const auto& row : assurance.rows) {
    const bool marked = row.kinds() < independent;
    alone += marked;
    toothless += row.bugs.empty();
    const auto first = fmt::format(
        "{:<2} {:<3} {:>7} {:>7} {:>11} {:>8}  {:<9}  ", name(row.clause),
        row.broken ? "!!!"
        : marked   ? "*"
                   : "",
        rounded(row.exercised.check), rounded(row.exercised.faults),
        rounded(row.exercised.concurrent), rounded(row.exercised.explore), listed(row.theorems));
    text +=
        text::wrap(listed(row.bugs), text::terminal_width, first, std::string(first.size(), ' '));
  }
  text += fmt::format("\n* one kind of evidence alone: {} clauses; no seeded bug: {}\n", alone,
                      toothless);
  return assurance.is_finished ? text : text + "no verdict: it was ended before it was through\n";
}

void write_assurance(const Assurance& assurance, const std::filesystem::path& path) {
  auto out = head("assurance");
  out.update({{"budget", assurance.budget},
              {"scope", assurance.scope},
              {"exit_status", static_cast<int>(verdict(assurance))}});
  out["clauses"] = nlohmann::json::object();
  for (const auto& row : assurance.rows) {
    out["clauses"][std::string(name(row.clause))] = {{"check", row.exercised.check},
                                                     {"faults", row.exercised.faults},
                                                     {"concurrent", row.exercised.concurrent},
                                                     {"explore", row.exercised.explore},
                                                     {"proved_by", row.theorems},
                                                     {"seeded_bugs", row.bugs},
                                                     {"kinds_of_evidence", row.kinds()},
                                                     {"broken", row.broken}};
  }
  write_json(out, path);
}

options::ExitStatus verdict(const Assurance& assurance) {
  if (std::ranges::any_of(assurance.rows, &AssuranceRow::broken))
    return options::ExitStatus::broken;
  const bool any_unknown =
      std::ranges::any_of(assurance.rows, [](const AssuranceRow& row) { return row.kinds() == 0; });
  return any_unknown || !assurance.is_finished ? options::ExitStatus::no_verdict
                                               : options::ExitStatus::holds;
}

}  // namespace claimcheck::report
