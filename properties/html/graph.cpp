// SPDX-License-Identifier: MIT
#include "properties/html/graph.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "model/step.hpp"
#include "properties/explore/claim/claim_model.hpp"
#include "properties/html/film.hpp"
#include "properties/html/region_map.hpp"

namespace claimcheck::html {
namespace {

using explore::Graph;
using explore::claim::ClaimModel;

struct Walk {
  Graph graph;
  std::vector<Markup> maps;                                // by node
  std::map<std::size_t, std::vector<std::size_t>> broken;  // findings, by the node they begin in
};

Markup map_of(const model::Trace& trace, const model::State& state) {
  const auto shown = snapshot_of(trace.setup, state);
  return region_maps({trace, shown, shown, shown, {}, true});
}

// A trace that is about the dynamic regions of the scope, which maps are made of.
model::Trace about_its_regions(const explore::claim::Common& common) {
  auto trace = common.trace;
  for (std::uint32_t id = 0; id < common.scope.regions; ++id) {
    const auto about = std::ranges::find_if(common.operations, [&](const auto& operation) {
      return model::region_of(operation) == id;
    });
    if (about != common.operations.end()) trace.steps.emplace_back().operation = *about;
  }
  return trace;
}

// The state before the last step of a finding, in the regions of the scope. Its trace is shrunk: it
// has no regions that it does without, and its extents lie elsewhere. Nothing where it needs a
// failure or threads to come there.
std::optional<model::State> before_last(const model::Setup& of_scope, const model::Trace& trace) {
  if (trace.is_concurrent() || trace.steps.empty()) return std::nullopt;
  auto state = model::initial_state(trace.setup);
  for (std::size_t i = 0; i + 1 < trace.steps.size(); ++i) {
    if (!trace.steps[i].faults.empty()) return std::nullopt;
    model::step<model::Checks::off>(trace.setup, state, trace.steps[i].operation);
  }
  auto shown = model::initial_state(of_scope);
  if (state.regions.size() > shown.regions.size()) return std::nullopt;
  std::ranges::move(state.regions, shown.regions.begin());
  return shown;
}

Walk walk_of(const explore::claim::Scope& scope, bool symmetry,
             const std::vector<judge::Finding>& findings) {
  const ClaimModel model(scope);
  const auto trace = about_its_regions(model.common());
  explore::DotOptions options;
  options.symmetry = symmetry;
  options.max_states = max_graph_states;
  options.cuts = true;
  explore::GraphBuilder<ClaimModel> builder(model, options);
  Walk walk;
  walk.graph = builder.build(
      [&](const ClaimModel::State& state) { walk.maps.push_back(map_of(trace, state.value)); });
  for (std::size_t i = 0; i < findings.size(); ++i) {
    auto state = before_last(trace.setup, findings[i].trace);
    if (!state) continue;
    // What a state is called says nothing of places.
    const auto called = model.describe(ClaimModel::State{std::move(*state)});
    const auto node = std::ranges::find(walk.graph.nodes, called, &Graph::Node::label);
    if (node == walk.graph.nodes.end()) continue;
    node->broken = true;
    walk.broken[static_cast<std::size_t>(node - walk.graph.nodes.begin())].push_back(i);
  }
  return walk;
}

// All operations that lead from a state, one line each.
Markup ways_from(const Graph& graph, std::size_t number) {
  Markup ways;
  for (const auto& edge : graph.edges) {
    if (edge.from != number) continue;
    for (const auto& label : edge.labels) {
      ways += markup("<li><a href=\"#s{}\" data-to=\"{}\"><code>{}</code></a> to {}</li>", edge.to,
                     edge.to, label, edge.to);
    }
  }
  if (ways.empty()) return Markup::raw("<p class=\"note\">No operation changes it.</p>");
  return markup("<ul class=\"ways\">{}</ul>", ways);
}

Markup state_part(const Walk& walk, std::size_t number,
                  const std::vector<judge::Finding>& findings) {
  const auto& node = walk.graph.nodes[number];
  auto out = markup("<section class=\"node\" id=\"s{}\"><h4>State {}, after {} operation{}</h4>",
                    number, number, node.depth, node.depth == 1 ? "" : "s");
  const auto first = std::ranges::find_if(walk.graph.edges, [&](const Graph::Edge& edge) {
    return edge.to == number && edge.shortest;
  });
  if (first != walk.graph.edges.end() && number > 0) {
    out += markup("<p>From <a href=\"#s{}\" data-to=\"{}\">state {}</a> by <code>{}</code></p>",
                  first->from, first->from, first->from, first->labels.front());
  }
  out += walk.maps[number];
  if (const auto broken = walk.broken.find(number); broken != walk.broken.end()) {
    for (const auto i : broken->second) {
      const auto& finding = findings[i];
      out += markup("<p class=\"wrong\">Here, <code>{}</code> breaks <a href=\"#d{}\">{}</a></p>",
                    said_step(finding.trace, finding.trace.steps.size() - 1), i + 1,
                    name(finding.defect.clause));
    }
  }
  if (node.cut) {
    out += Markup::raw("<p class=\"note\">Some operations lead to states that are not shown.</p>");
  }
  out += ways_from(walk.graph, number);
  return out += Markup::raw("</section>");
}

}  // namespace

Markup graph_part(const explore::claim::Scope& scope, bool symmetry,
                  const std::vector<judge::Finding>& findings) {
  const auto walk = walk_of(scope, symmetry, findings);
  const auto& nodes = walk.graph.nodes;
  auto out = Markup::raw(
      "<h2>The states, to be walked</h2><p>A dot is a state of the contract, in the row of the "
      "fewest "
      "operations that lead there; a line is an operation that changes it. Click a dot, a line or "
      "an operation, or use the keys: <kbd>&darr;</kbd> <kbd>&uarr;</kbd> choose an operation, "
      "<kbd>&rarr;</kbd> does it, <kbd>&larr;</kbd> goes back, <kbd>Home</kbd> to the start. A red "
      "dot is a state in which the engine breaks a clause.</p>");
  if (std::ranges::any_of(nodes, &Graph::Node::cut)) {
    out += markup("<p class=\"note\">The scope has more: these are the first {} states.</p>",
                  nodes.size());
  }
  out += Markup::raw(
      "<div class=\"walk\" tabindex=\"0\" role=\"group\" aria-label=\"states to be walked\">");
  out += drawn(walk.graph);
  out += Markup::raw("<div class=\"here\" aria-live=\"polite\">");
  for (std::size_t i = 0; i < nodes.size(); ++i) out += state_part(walk, i, findings);
  return out += Markup::raw("</div></div>");
}

}  // namespace claimcheck::html
