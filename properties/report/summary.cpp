// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>

#include "properties/report/reach_report.hpp"
#include "properties/report/unseen.hpp"
#include "properties/text/colour.hpp"
#include "properties/text/count.hpp"
#include "properties/text/wrap.hpp"

// What a person reads at the end of a run: a few lines, at most 80 columns wide.

namespace claimcheck::report {
namespace {

constexpr std::size_t label_width = 14;

struct Verdicts {
  std::string holds, broken, not_exercised, not_checked;  // names of clauses
};

Verdicts verdicts_of(const RunReport& report) {
  Verdicts verdicts;
  const auto add = [](std::string& names, std::string_view name) {
    names += (names.empty() ? "" : " ") + std::string(name);
  };
  for (const auto& row : model::clauses()) {
    const auto verdict = verdict_on(report, row);
    add(verdict == "holds"           ? verdicts.holds
        : verdict == "BROKEN"        ? verdicts.broken
        : verdict == "NOT EXERCISED" ? verdicts.not_exercised
                                     : verdicts.not_checked,
        row.name);
  }
  return verdicts;
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
  text += summary_row("holds", verdicts.holds, text::Colour::green);
  text += summary_row("BROKEN", verdicts.broken, text::Colour::red);
  text += summary_row("NOT EXERCISED", verdicts.not_exercised, text::Colour::yellow);
  text += summary_row("not checked", verdicts.not_checked);
  for (const auto& one : unseen(report))
    text += summary_row(verdicts.not_checked.empty() ? "not checked" : "", one.why);
  return text;
}

}  // namespace claimcheck::report
