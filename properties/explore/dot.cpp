// SPDX-License-Identifier: MIT
#include "properties/explore/dot.hpp"

#include <fmt/format.h>

#include <string_view>

namespace claimcheck::explore {

namespace {

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char letter : text) {
    if (letter == '\n') {
      result += "\\n";
      continue;
    }
    if (letter == '"' || letter == '\\') result += '\\';
    result += letter;
  }
  return result + '"';
}

}  // namespace

std::string to_dot(const Graph& graph) {
  std::string text = "digraph states {\n  node [shape=box fontname=monospace];\n";
  for (std::size_t number = 0; number < graph.nodes.size(); ++number) {
    const Graph::Node& node = graph.nodes[number];
    text += fmt::format("  s{} [label={}{}{}];\n", number, quoted(node.label),
                        node.initial ? " peripheries=2" : "", node.broken ? " color=red" : "");
  }
  for (const Graph::Edge& edge : graph.edges) {
    std::string label;
    for (const std::string& line : edge.labels) label += (label.empty() ? "" : "\n") + line;
    text += fmt::format("  s{} -> s{} [label={}{}{}];\n", edge.from, edge.to, quoted(label),
                        edge.shortest ? " style=bold" : "", edge.broken ? " color=red" : "");
  }
  return text + "}\n";
}

}  // namespace claimcheck::explore
