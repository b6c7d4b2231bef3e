// SPDX-License-Identifier: MIT
#include "properties/html/charts.hpp"
#include "properties/report/reach_report.hpp"

namespace claimcheck::html {
namespace {

Markup chart(const std::string& stage, reach::Dimension dimension,
             const reach::Histograms& histograms) {
  std::vector<Bar> rows;
  const auto& bins = histograms.of(dimension);
  for (std::size_t bin = 0; bin < bins.size(); ++bin) {
    if (bins[bin] > 0) rows.push_back({label(dimension, bin), bins[bin]});
  }
  if (rows.empty()) return {};
  const auto& about = info(dimension);
  return bars(fmt::format("{}, {}: {}", stage, about.of, about.name), rows, true);
}

}  // namespace

Markup generated_part(const report::RunReport& report) {
  Markup charts;
  for (const auto& stage : report.stages) {
    if (stage.reached.traces == 0 || !report.is_credible()) continue;
    for (std::size_t at = 0; at < reach::dimension_count; ++at) {
      charts += chart(stage.name, static_cast<reach::Dimension>(at), stage.reached.histograms);
    }
  }
  if (charts.empty()) return charts;
  auto out = Markup::raw("<h2>How thorough it was</h2>");
  // Threads alone are compared with no scope.
  const auto words = report::reached_words(report);
  if (!words.empty()) out += markup("<p>{}.</p>", words);
  out += Markup::raw("<details><summary>what was generated</summary><div class=\"charts\">");
  out += charts;
  return out += Markup::raw("</div></details>");
}

}  // namespace claimcheck::html
