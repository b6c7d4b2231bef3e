// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include "properties/html/charts.hpp"

namespace claimcheck::html {
namespace {

constexpr std::size_t parts = modes::Timeline::parts;
constexpr int width = 120;  // of a clause's row, in pixels
constexpr int height = 16;

// How often in each part, as an area on the row's own scale.
Markup area(const modes::Timeline& timeline, std::size_t clause) {
  std::uint64_t most = 1;
  for (const auto& part : timeline.exercised) most = std::max(most, part[clause]);
  auto path = fmt::format("M0 {}", height);
  for (std::size_t i = 0; i < parts; ++i) {
    const auto share =
        static_cast<double>(timeline.exercised[i][clause]) / static_cast<double>(most);
    path += fmt::format("V{:.0f}h{}", height - std::ceil(share * height),
                        width / static_cast<int>(parts));
  }
  return markup(
      "<svg class=\"area\" viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\" "
      "role=\"img\" aria-label=\"how often over the search\"><path d=\"{}V{}z\"/></svg>",
      width, height, width, height, path, height);
}

struct First {
  std::size_t clause;
  std::uint64_t trace;
};

std::vector<First> in_order(const modes::Timeline& timeline) {
  std::vector<First> all;
  for (std::size_t clause = 0; clause < timeline.first.size(); ++clause) {
    if (timeline.first[clause] > 0) all.push_back({clause, timeline.first[clause]});
  }
  std::ranges::stable_sort(all, {}, &First::trace);
  return all;
}

// How many clauses were exercised after so many traces; the traces by powers of ten.
Markup curve(const modes::Timeline& timeline, const std::vector<First>& firsts) {
  constexpr int wide = 300;
  constexpr int tall = 100;
  const auto x = [&](std::uint64_t trace) {
    const auto all = std::log10(static_cast<double>(std::max<std::uint64_t>(timeline.traces, 2)));
    return std::lround(wide * std::log10(static_cast<double>(trace)) / all);
  };
  const auto y = [&](std::size_t count) {
    return tall - static_cast<long>(count) * tall / static_cast<long>(model::clause_count);
  };
  auto path = fmt::format("M0 {}", tall);
  for (std::size_t i = 0; i < firsts.size(); ++i) {
    path += fmt::format("H{}V{}", x(firsts[i].trace), y(i + 1));
  }
  return markup(
      "<svg class=\"curve\" viewBox=\"-2 -2 {} {}\" width=\"{}\" height=\"{}\" "
      "role=\"img\" aria-label=\"clauses exercised, by traces\"><path d=\"M0 0V{}H{}\" "
      "class=\"axes\"/><path d=\"{}H{}\"/></svg>",
      wide + 4, tall + 4, wide + 4, tall + 4, tall, wide, path, wide);
}

}  // namespace

Markup timeline_chart(const std::string& name, const modes::Timeline& timeline) {
  const auto firsts = in_order(timeline);
  if (firsts.empty()) return {};
  auto out = markup(
      "<figure class=\"chart\"><figcaption>{}: {} of {} clauses were exercised, the last of them "
      "first in trace {} of {} (traces by powers of ten)</figcaption>{}<details><summary>each of "
      "them: "
      "its "
      "first trace, and how often over the search</summary><table>",
      name, firsts.size(), model::clause_count, firsts.back().trace, timeline.traces,
      curve(timeline, firsts));
  for (const auto& one : firsts) {
    out += markup("<tr><th scope=\"row\">{}</th><td class=\"count\">{}</td><td>{}</td></tr>",
                  model::clauses()[one.clause].name, one.trace, area(timeline, one.clause));
  }
  return out += Markup::raw("</table></details></figure>");
}

}  // namespace claimcheck::html
