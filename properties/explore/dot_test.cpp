// SPDX-License-Identifier: MIT
#include "properties/explore/dot.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "properties/explore/explorer.hpp"
#include "properties/explore/puzzles.hpp"

namespace claimcheck::explore {
namespace {

TEST(Dot, DrawsInitialStatesShortestPathsAndBrokenPartsApart) {
  Graph graph;
  graph.nodes = {{"start", true, false}, {"a \"b\"\nc\\d", false, true}};
  graph.edges = {{0, 1, {"go", "run"}, true, false}, {1, 0, {"back"}, false, true}};
  EXPECT_EQ(to_dot(graph),
            "digraph states {\n"
            "  node [shape=box fontname=monospace];\n"
            "  s0 [label=\"start\" peripheries=2];\n"
            "  s1 [label=\"a \\\"b\\\"\\nc\\\\d\" color=red];\n"
            "  s0 -> s1 [label=\"go\\nrun\" style=bold];\n"
            "  s1 -> s0 [label=\"back\" color=red];\n"
            "}\n");
}

TEST(Dot, MarksOneShortestPathToEachState) {
  const Graph graph = GraphBuilder<Jugs>(Jugs(), {}).build();
  EXPECT_EQ(graph.nodes.size(), explore(Jugs()).distinct);
  std::vector<int> depth(graph.nodes.size(), -1);
  depth[0] = 0;
  for (const Graph::Edge& edge : graph.edges) {
    EXPECT_TRUE(edge.from != edge.to || edge.broken);
    if (!edge.shortest) continue;
    EXPECT_EQ(depth[edge.to], -1) << "two shortest paths to one state";
    depth[edge.to] = depth[edge.from] + 1;
  }
  EXPECT_EQ(std::count(depth.begin(), depth.end(), -1), 0);
  // As many states at each depth as the explorer counts, so the marked paths are shortest.
  std::vector<std::uint64_t> states_per_depth;
  for (const int at : depth) {
    states_per_depth.resize(std::max(states_per_depth.size(), static_cast<std::size_t>(at) + 1));
    ++states_per_depth[static_cast<std::size_t>(at)];
  }
  EXPECT_EQ(states_per_depth, explore(Jugs()).states_per_depth);
}

TEST(Dot, MarksWhatIsBroken) {
  const Graph graph = GraphBuilder<Jugs>(Jugs(), {}).build();
  for (const Graph::Node& node : graph.nodes) {
    EXPECT_EQ(node.broken, node.label.back() == '4') << node.label;
  }
  EXPECT_TRUE(std::any_of(graph.edges.begin(), graph.edges.end(),
                          [](const Graph::Edge& edge) { return edge.broken; }));
}

TEST(Dot, DrawsStepsThatChangeNothingOnlyWhenAskedTo) {
  DotOptions options;
  options.self_loops = true;
  const Graph graph = GraphBuilder<Jugs>(Jugs(), options).build();
  std::size_t actions = 0;
  for (const Graph::Edge& edge : graph.edges) actions += edge.labels.size();
  EXPECT_EQ(actions, explore(Jugs()).generated);
}

TEST(Dot, RefusesAGraphThatIsTooLarge) {
  DotOptions options;
  options.max_states = 15;
  EXPECT_THROW(dot(Jugs(), options), std::length_error);
  options.max_states = 16;
  EXPECT_NE(dot(Jugs(), options).find("s15 [label="), std::string::npos);
}

TEST(Dot, CutsAGraphThatIsTooLargeWhereItIsToldTo) {
  DotOptions options;
  options.max_states = 5;
  options.cuts = true;
  std::size_t seen = 0;
  GraphBuilder<Jugs> builder(Jugs(), options);
  const Graph graph = builder.build([&](const auto&) { ++seen; });
  EXPECT_EQ(graph.nodes.size(), 5u);
  EXPECT_EQ(seen, 5u);
  EXPECT_TRUE(std::ranges::any_of(graph.nodes, &Graph::Node::cut));
  for (const Graph::Edge& edge : graph.edges) {
    EXPECT_LT(edge.to, 5u);
    if (!edge.shortest) continue;
    EXPECT_EQ(graph.nodes[edge.to].depth, graph.nodes[edge.from].depth + 1);
  }
  options.max_states = 16;
  const Graph whole = GraphBuilder<Jugs>(Jugs(), options).build();
  EXPECT_TRUE(std::ranges::none_of(whole.nodes, &Graph::Node::cut));
}

}  // namespace
}  // namespace claimcheck::explore
