// SPDX-License-Identifier: MIT
#include <algorithm>

#include "properties/html/graph.hpp"

namespace claimcheck::html {
namespace {

constexpr int wide = 960;  // of the drawing, in its own pixels
constexpr int margin = 30;
constexpr int row_height = 78;
constexpr int max_radius = 11;

struct Spot {
  int x = 0;
  int y = 0;
  int radius = max_radius;
};

// A row for each depth. In it the states stand as they were found, so below those that they were
// found from.
std::vector<Spot> spots_of(const explore::Graph& graph) {
  std::vector<std::size_t> in_row;
  for (const auto& node : graph.nodes) {
    in_row.resize(std::max(in_row.size(), node.depth + 1));
    ++in_row[node.depth];
  }
  std::vector<std::size_t> placed(in_row.size());
  std::vector<Spot> spots;
  for (const auto& node : graph.nodes) {
    const auto step = (wide - 2 * margin) / static_cast<int>(in_row[node.depth]);
    const auto place = static_cast<int>(placed[node.depth]++);
    spots.push_back({margin + step / 2 + place * step,
                     margin + static_cast<int>(node.depth) * row_height,
                     std::clamp(step * 2 / 5, 3, max_radius)});
  }
  return spots;
}

// Bent to the right of its way, so that the way back is another line.
std::string line(const Spot& from, const Spot& to) {
  const auto x = (from.x + to.x) / 2 - (to.y - from.y) / 8;
  const auto y = (from.y + to.y) / 2 + (to.x - from.x) / 8;
  return fmt::format("M{} {}Q{} {} {} {}", from.x, from.y, x, y, to.x, to.y);
}

}  // namespace

Markup drawn(const explore::Graph& graph) {
  const auto spots = spots_of(graph);
  std::size_t depth = 0;
  for (const auto& node : graph.nodes) depth = std::max(depth, node.depth);
  auto out =
      markup("<svg class=\"graph\" viewBox=\"0 0 {} {}\" role=\"group\" aria-label=\"the states\">",
             wide, 2 * margin + static_cast<int>(depth) * row_height);
  for (std::size_t row = 0; row <= depth; ++row) {
    out += markup("<text x=\"4\" y=\"{}\">{}</text>",
                  margin + static_cast<int>(row) * row_height + 4, row);
  }
  for (const auto& edge : graph.edges) {
    out += markup("<path class=\"{}\" data-from=\"{}\" data-to=\"{}\" d=\"{}\"/>",
                  edge.broken     ? "broken"
                  : edge.shortest ? "way"
                                  : "other",
                  edge.from, edge.to, line(spots[edge.from], spots[edge.to]));
  }
  for (std::size_t i = 0; i < spots.size(); ++i) {
    const auto& node = graph.nodes[i];
    out += markup(
        "<a href=\"#s{}\" data-to=\"{}\" class=\"{}\" tabindex=\"-1\"><title>state "
        "{}</title><circle "
        "cx=\"{}\" cy=\"{}\" r=\"{}\"/></a>",
        i, i,
        node.broken ? "broken"
        : node.cut  ? "cut"
                    : "",
        i, spots[i].x, spots[i].y, spots[i].radius);
  }
  return out += Markup::raw("</svg>");
}

}  // namespace claimcheck::html
