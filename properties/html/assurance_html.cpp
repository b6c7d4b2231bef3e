// SPDX-License-Identifier: MIT
#include <fmt/ranges.h>

#include <algorithm>

#include "properties/html/charts.hpp"
#include "properties/html/pages.hpp"
#include "properties/html/table.hpp"
#include "properties/report/assurance_page.hpp"

namespace claimcheck::html {
namespace {

std::string_view word_of(const report::AssuranceRow& row) {
  return row.broken ? "BROKEN" : row.kinds() == 0 ? "NOTHING KNOWN" : "holds";
}

std::string_view class_of(const report::AssuranceRow& row) {
  return row.broken ? "broken" : row.kinds() < 2 ? "open" : "holds";
}

Markup listed(const std::vector<std::string>& names) {
  return markup("{}", fmt::format("{}", fmt::join(names, " ")));
}

std::string sentence_of(const report::Assurance& assurance) {
  const auto with = [&](auto is_so) { return std::ranges::count_if(assurance.rows, is_so); };
  const auto broken = with([](const auto& row) { return row.broken; });
  if (broken > 0) return fmt::format("{} clauses are broken", broken);
  if (!assurance.is_finished) return "It was ended before it was through";
  const auto unknown = with([](const auto& row) { return row.kinds() == 0; });
  if (unknown > 0) return fmt::format("Nothing is known of {} clauses", unknown);
  return fmt::format(
      "All {} clauses hold, {} of them by kinds of evidence that do not rest on "
      "each other",
      assurance.rows.size(), with([](const auto& row) { return row.kinds() > 1; }));
}

std::vector<std::string> facts_of(const report::Assurance& assurance) {
  std::vector<std::string> facts = {assurance.budget};
  for (auto rest = std::string_view(assurance.scope); !rest.empty();) {
    const auto end = rest.find('\n');
    facts.push_back(fmt::format("explore {}", rest.substr(0, end)));
    rest = end == std::string_view::npos ? "" : rest.substr(end + 1);
  }
  for (const auto& row : assurance.rows) {
    if (row.bugs.empty()) facts.push_back(fmt::format("no seeded bug of {}", name(row.clause)));
  }
  return facts;
}

}  // namespace

std::string assurance_page(const report::Assurance& assurance) {
  Table table({"clause", "verdict", "kinds", "check", "faults", "concurrent", "explore",
               "proved by", "seeded bugs found", "what it says"});
  for (const auto& row : assurance.rows) {
    const auto count = [](std::uint64_t number) {
      return number == 0 ? Markup() : markup("{}", number);
    };
    table.row(
        class_of(row),
        {markup("{}", name(row.clause)), markup("<span class=\"word\">{}</span>", word_of(row)),
         markup("{}", row.kinds()), count(row.exercised.check), count(row.exercised.faults),
         count(row.exercised.concurrent), count(row.exercised.explore), listed(row.theorems),
         listed(row.bugs), markup("{}", info(row.clause).sentence)});
  }
  auto body = Markup::raw(
      "<h2>What each clause rests on</h2><p>Kinds of evidence that do not rest on each other: "
      "random "
      "traces, with every step made to fail as well; every interleaving of small cases; every "
      "state of a scope; a proof. The numbers say how often a search put the clause to the test. "
      "A proof is named by its part of the ledger, a seeded bug by the number of its patch: it "
      "breaks the clause, and the search finds it.</p>");
  body += std::move(table).done();
  return document("claimcheck assurance",
                  {report::verdict(assurance), sentence_of(assurance), facts_of(assurance)}, body);
}

}  // namespace claimcheck::html
