// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "properties/report/reach_report.hpp"
#include "properties/report/unseen.hpp"
#include "properties/text/colour.hpp"
#include "properties/text/count.hpp"
#include "properties/text/wrap.hpp"

// What a person reads at the end of a run: a few lines, at most 80 columns wide.

namespace claimcheck::report {
namespace {

constexpr std::size_t label_width = 14;

using Names = std::vector<std::string_view>;  // of clauses, in the contract's order

struct Verdicts {
  Names holds, broken, not_exercised, not_checked;
};

Verdicts verdicts_of(const RunReport& report) {
  Verdicts verdicts;
  for (const auto& row : model::clauses()) {
    const auto verdict = verdict_on(report, row);
    auto& names = verdict == "holds"           ? verdicts.holds
                  : verdict == "BROKEN"        ? verdicts.broken
                  : verdict == "NOT EXERCISED" ? verdicts.not_exercised
                                               : verdicts.not_checked;
    names.push_back(row.name);
  }
  return verdicts;
}

// T3 behind T2: by the letter, and by the number behind it.
bool follows(std::string_view name, std::string_view before) {
  const auto number = [](std::string_view text) { return std::stoul(std::string(text.substr(1))); };
  return name[0] == before[0] && number(name) == number(before) + 1;
}

std::string with_comma(const std::string& words) {
  return words.empty() ? words : words + ", ";
}

std::string checked(const RunReport& report) {
  std::string words;
  if (!report.replay.empty())
    words += text::count_of(report.replay.size(), "trace") + " of the corpus";
  for (const auto& stage : report.stages) {
    const auto& coverage = stage.report.coverage;
    words = with_comma(words) + fmt::format("{}: {} traces", stage.name, coverage.traces);
    if (coverage.executions > 0) words += fmt::format(" in {} executions", coverage.executions);
  }
  if (report.explorations.empty()) return words;
  std::uint64_t states = 0;
  for (const auto& exploration : report.explorations) states += exploration.report.distinct;
  return with_comma(words) +
         fmt::format("explore: {} states in {} scopes", states, report.explorations.size());
}

}  // namespace

std::string clause_ranges(std::span<const std::string_view> names) {
  std::string text;
  for (std::size_t first = 0, last = 0; first < names.size(); first = ++last) {
    while (last + 1 < names.size() && follows(names[last + 1], names[last])) last++;
    text += fmt::format("{}{}", text.empty() ? "" : " ", names[first]);
    if (last > first) text += fmt::format("{}{}", last == first + 1 ? " " : "-", names[last]);
  }
  return text;
}

std::string summary_row(std::string_view label, const std::string& words, text::Colour colour) {
  if (words.empty()) return {};
  const auto lines =
      text::wrap(words, text::terminal_width, fmt::format("{:<{}}", label, label_width),
                 std::string(label_width, ' '));
  return text::painted(lines.substr(0, label.size()), colour) + lines.substr(label.size());
}

std::string summary(const RunReport& report) {
  const auto verdicts = verdicts_of(report);
  auto text = summary_row("checked", checked(report));
  text += summary_row("generated", generated_words(report));
  text += summary_row("reached", reached_words(report));
  const auto each = [](const Names& names) { return fmt::format("{}", fmt::join(names, " ")); };
  text += summary_row("holds", clause_ranges(verdicts.holds), text::Colour::green);
  text += summary_row("BROKEN", each(verdicts.broken), text::Colour::red);
  text += summary_row("NOT EXERCISED", each(verdicts.not_exercised), text::Colour::yellow);
  text += summary_row("not checked", each(verdicts.not_checked));
  for (const auto& one : unseen(report))
    text += summary_row(verdicts.not_checked.empty() ? "not checked" : "", one.why);
  return text;
}

}  // namespace claimcheck::report
